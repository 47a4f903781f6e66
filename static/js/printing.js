// Writes the moment of printing onto the paper; without this script it says when the page was made.

const format = new Intl.DateTimeFormat(
  document.documentElement.lang === 'th' ? 'th-TH-u-ca-buddhist' : 'en-GB',
  { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit', timeZone: 'Asia/Bangkok' },
);

addEventListener('beforeprint', () => {
  for (const time of document.querySelectorAll('[data-print-time]')) {
    time.textContent = format.format(new Date());
  }
});
