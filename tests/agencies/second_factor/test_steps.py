"""Setting the second factor up, typing codes, recovery codes, proving again, and taking it away."""

import datetime as dt
import re

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone
from django_otp.plugins.otp_totp.models import TOTPDevice

from agencies.models import RecoveryCode, Role, User
from agencies.second_factor import recovery
from agencies.second_factor.devices import check_code
from audit.models import AuditEntry
from tests.agencies.second_factor.making import code_of, forget_last_code, give_second_factor
from tests.people import PASSWORD, make_member, with_password

pytestmark = pytest.mark.django_db

NEW = "ภูเขาสูง-2570-cloud"
WRONG = "รหัสนี้ไม่ตรง"


@pytest.fixture(autouse=True)
def required(settings):
    settings.REQUIRE_SECOND_FACTOR = True


def log_in(user: User) -> Client:
    client = Client()
    if not user.has_usable_password():
        with_password(user)
    client.post("/login/", {"username": user.email, "password": PASSWORD})
    return client


def wait(client: Client, minutes: int = 11) -> None:
    """Let time go by for what the session remembers of a proof."""
    session = client.session
    session["proved_at"] -= minutes * 60
    session.save()


def typed(client: Client, code: str, **more: str):
    return client.post("/second-step/", {"code": code, **more})


def passed(user: User) -> Client:
    client = log_in(user)
    typed(client, code_of(user))
    forget_last_code(user)
    return client


def written(action: str) -> list[tuple[str, int | None, object, object, str]]:
    entries = AuditEntry.objects.filter(action=action).order_by("pk")
    return list(entries.values_list("code", "actor", "before", "after", "note"))


class TestSettingUp:
    """EGA's staff do it at their next log-in."""

    @pytest.fixture
    def page(self, manager):
        self.client = log_in(manager)
        return self.client.get("/manage/", follow=True)

    def test_the_next_log_in_leads_there(self, page, manager):
        assert [address for address, _code in page.redirect_chain] == [
            "/second-step/?next=%2Fmanage%2F",
            "/second-factor/set-up/?next=%2Fmanage%2F",
        ]
        secret = re.search(r'<code class="secret">([A-Z2-7 ]+)</code>', page.text)
        assert secret
        assert len(secret[1].replace(" ", "")) == 32
        assert '<svg width="' in page.text
        assert "http" not in re.sub(r"http://www.w3.org", "", page.text.split("<main")[1].split("</main>")[0])

    def test_a_code_of_the_app_switches_it_on(self, page, manager):
        done = self.client.post(
            "/second-factor/set-up/", {"code": code_of(manager, confirmed=False), "next": "/manage/"}
        )
        codes = re.findall(r"<code>([a-z2-9]{5}-[a-z2-9]{5})</code>", done.text)
        manager.refresh_from_db()
        assert (done.status_code, len(set(codes)), bool(manager.second_factor_at)) == (200, 10, True)
        assert 'href="/manage/"' in done.text
        assert self.client.get("/manage/").status_code == 200
        assert written("person.second_factor_set_up") == [(str(manager.pk), manager.pk, None, None, "")]
        kept = [code.code_hash for code in RecoveryCode.objects.all()]
        assert [code for code in codes if any(code in each for each in kept)] == [], "only hashes are kept"
        assert "no-store" in done["Cache-Control"]

    def test_a_wrong_code_does_not(self, page, manager):
        again = self.client.post("/second-factor/set-up/", {"code": "000000"})
        manager.refresh_from_db()
        assert (again.status_code, manager.second_factor_at, WRONG in again.text) == (422, None, True)
        assert self.client.get("/manage/").status_code == 302

    def test_the_secret_stays_the_same_until_it_is_used(self, page, manager):
        first = TOTPDevice.objects.get().key
        self.client.get("/second-factor/set-up/")
        assert [device.key for device in TOTPDevice.objects.all()] == [first]

    def test_the_password_of_long_ago_is_asked_again(self, page, manager):
        wait(self.client)
        assert (
            self.client.get("/second-factor/set-up/")["Location"]
            == "/prove/?next=%2Fsecond-factor%2Fset-up%2F"
        )
        self.client.post("/prove/", {"password": PASSWORD, "next": "/second-factor/set-up/"})
        assert self.client.get("/second-factor/set-up/").status_code == 200

    def test_other_devices_are_logged_out(self, page, manager):
        other = log_in(manager)
        self.client.post("/second-factor/set-up/", {"code": code_of(manager, confirmed=False)})
        assert other.get("/profile/")["Location"] == "/login/?next=/profile/"

    def test_with_a_device_it_cannot_be_replaced_before_the_second_step(self, manager):
        give_second_factor(manager)
        client = log_in(manager)
        for answer in (
            client.get("/second-factor/set-up/"),
            client.post("/second-factor/set-up/", {"code": "1"}),
        ):
            assert answer["Location"] == "/second-step/"
        assert TOTPDevice.objects.filter(confirmed=False).count() == 0


class TestTheSecondStep:
    """A code of the app, or a recovery code; each is right once."""

    def test_it_works_and_the_session_gets_a_new_key(self, manager):
        give_second_factor(manager)
        client = log_in(manager)
        key = client.session.session_key
        assert typed(client, code_of(manager), next="/manage/")["Location"] == "/manage/"
        assert client.session.session_key != key

    @pytest.mark.parametrize("spelling", ["{0} {1}", " {0}{1} ", "thai"])
    def test_however_it_is_typed(self, manager, spelling):
        give_second_factor(manager)
        code = code_of(manager)
        thai = code.translate({ord(str(digit)): chr(0x0E50 + digit) for digit in range(10)})
        text = thai if spelling == "thai" else spelling.format(code[:3], code[3:])
        assert typed(log_in(manager), text).status_code == 302

    @pytest.mark.parametrize("wrong", ["000000", "12345", "abcde-fghjk", "", "๑", "-1", "1e5"])
    def test_a_wrong_code(self, manager, wrong):
        give_second_factor(manager)
        client = log_in(manager)
        assert typed(client, wrong).status_code == 422
        assert client.get("/manage/").status_code == 302

    def test_a_code_is_right_once(self, manager):
        give_second_factor(manager)
        code = code_of(manager)
        assert [typed(log_in(manager), code).status_code for _time in range(2)] == [302, 422]

    def test_another_persons_code_is_wrong(self, manager, analyst):
        give_second_factor(manager)
        codes = give_second_factor(analyst)
        client = log_in(manager)
        for code in (code_of(analyst), codes[0]):
            assert typed(client, code).status_code == 422
            forget_last_code(manager)

    def test_a_recovery_code_is_right_once_and_the_others_stay(self, manager):
        codes = give_second_factor(manager)
        typing = codes[3].upper().replace("-", " ")
        assert typed(log_in(manager), typing).status_code == 302
        assert typed(log_in(manager), codes[3]).status_code == 422
        forget_last_code(manager)
        assert (typed(log_in(manager), codes[4]).status_code, recovery.codes_left(manager)) == (302, 8)
        assert written("person.recovery_code_used") == [(str(manager.pk), manager.pk, None, None, "")] * 2

    def test_few_codes_are_told(self, manager):
        codes = give_second_factor(manager)
        RecoveryCode.objects.exclude(pk__in=RecoveryCode.objects.all()[:4]).update(used_at=timezone.now())
        client = log_in(manager)
        typed(client, codes[0])
        assert "ท่านเหลือรหัสกู้คืน 3 รหัส" in client.get("/profile/").text

    def test_each_wrong_code_makes_all_codes_wait_longer(self, manager):
        codes = give_second_factor(manager)
        waits = []
        for _attempt in range(4):
            typed(log_in(manager), "000000")
            device = TOTPDevice.objects.get()
            waits.append(device.throttling_failure_count)
            TOTPDevice.objects.update(throttling_failure_timestamp=timezone.now() - dt.timedelta(hours=1))
        assert waits == [1, 2, 3, 4]
        typed(log_in(manager), "abcde-fghjk")
        assert TOTPDevice.objects.get().throttling_failure_count == 5

        answers = [typed(log_in(manager), code) for code in (code_of(manager), codes[0])]

        assert [answer.status_code for answer in answers] == [422, 422]
        assert re.search(r"โปรดรอ 1[4-6] วินาที", answers[0].text)
        assert recovery.codes_left(manager) == 10, "what is not looked at is not used up"

    def test_a_manager_ends_the_waiting(self, client, analyst):
        give_second_factor(analyst)
        for _attempt in range(5):
            check_code(user=analyst, typed="000000", now=timezone.now())
            TOTPDevice.objects.update(throttling_failure_count=8)
        manager = make_member("helper", Role.MANAGER)
        give_second_factor(manager)
        client = passed(manager)
        client.post(f"/manage/people/{analyst.pk}/unlock/")
        assert typed(log_in(analyst), code_of(analyst)).status_code == 302

    def test_the_way_on_stays_in_the_portal(self, manager):
        give_second_factor(manager)
        assert typed(log_in(manager), code_of(manager), next="https://evil.example/")["Location"] == "/"

    def test_a_code_of_the_secret_key_before_counts_still(self, manager, settings):
        codes = give_second_factor(manager)
        settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
        settings.SECRET_KEY = "another-key-0123456789-abcdefghijklmnopqrstuvwxyz"
        assert check_code(user=manager, typed=codes[0], now=timezone.now())


class TestProvingAgain:
    """Who finds a browser logged in changes neither password nor second factor."""

    @pytest.mark.parametrize(
        "address", ["/password/", "/second-factor/set-up/", "/second-factor/codes/", "/second-factor/remove/"]
    )
    def test_it_is_asked_before(self, officer, address):
        give_second_factor(officer)
        client = passed(officer)
        wait(client)
        before = TOTPDevice.objects.get().key, list(RecoveryCode.objects.values_list("code_hash"))
        typed_here = {"old_password": PASSWORD, "new_password1": NEW, "new_password2": NEW}
        for answer in (client.get(address), client.post(address, typed_here)):
            assert answer["Location"].startswith("/prove/?next=")
        assert (TOTPDevice.objects.get().key, list(RecoveryCode.objects.values_list("code_hash"))) == before
        officer.refresh_from_db()
        assert officer.check_password(PASSWORD)

    def test_password_and_code_are_a_proof_for_a_while(self, officer):
        give_second_factor(officer)
        client = passed(officer)
        wait(client)
        proof = {"password": PASSWORD, "code": code_of(officer), "next": "/password/"}
        assert client.post("/prove/", proof)["Location"] == "/password/"
        changed = {"old_password": PASSWORD, "new_password1": NEW, "new_password2": NEW}
        assert client.post("/password/", changed)["Location"] == "/profile/"
        wait(client)
        assert client.get("/password/").status_code == 302

    @pytest.mark.parametrize(
        "password, code, field",
        [("wrong", "right", "password"), (PASSWORD, "000000", "code"), (PASSWORD, "", "code")],
    )
    def test_half_a_proof_is_none(self, officer, password, code, field):
        give_second_factor(officer)
        client = passed(officer)
        wait(client)
        code = code_of(officer) if code == "right" else code
        answer = client.post("/prove/", {"password": password, "code": code})
        assert (answer.status_code, set(answer.context["form"].errors)) == (422, {field})
        assert client.get("/second-factor/set-up/").status_code == 302

    def test_a_wrong_password_does_not_use_the_code_up(self, officer):
        codes = give_second_factor(officer)
        client = passed(officer)
        client.post("/prove/", {"password": "wrong", "code": codes[0]})
        assert recovery.codes_left(officer) == 10

    def test_guessing_passwords_locks_the_account(self, officer):
        client = log_in(officer)
        answers = [client.post("/prove/", {"password": "wrong"}).status_code for _time in range(6)]
        assert (answers[0], answers[-1]) == (422, 429)

    def test_without_a_second_factor_the_password_form_asks_itself(self, officer):
        client = log_in(officer)
        wait(client)
        assert client.get("/password/").status_code == 200


class TestLookingAfterIt:
    """New recovery codes, another telephone, doing without."""

    def test_new_codes_replace_the_old_and_are_shown_once(self, officer):
        old = give_second_factor(officer)
        client = passed(officer)
        new = re.findall(r"<code>(\S{11})</code>", client.post("/second-factor/codes/").text)
        assert (len(new), set(new) & set(old), recovery.codes_left(officer)) == (10, set(), 10)
        assert client.get("/second-factor/codes/")["Location"] == "/second-factor/"
        assert not check_code(user=officer, typed=old[0], now=timezone.now())
        assert len(written("person.recovery_codes_made")) == 1

    def test_another_telephone(self, officer):
        old = give_second_factor(officer)
        client = passed(officer)
        first = TOTPDevice.objects.get().key
        client.get("/second-factor/set-up/")
        client.post("/second-factor/set-up/", {"code": code_of(officer, confirmed=False)})
        device = TOTPDevice.objects.get()
        assert (device.confirmed, device.key != first) == (True, True)
        assert not check_code(user=officer, typed=old[0], now=timezone.now())

    def test_doing_without(self, officer):
        give_second_factor(officer)
        client = passed(officer)
        other = passed(officer)
        client.post("/second-factor/remove/")
        officer.refresh_from_db()
        assert (officer.second_factor_at, TOTPDevice.objects.count(), RecoveryCode.objects.count()) == (
            None,
            0,
            0,
        )
        assert (client.get("/profile/").status_code, other.get("/profile/").status_code) == (200, 302)
        assert log_in(officer).get("/profile/").status_code == 200
        assert len(written("person.second_factor_removed")) == 1

    def test_ega_cannot_do_without(self, manager):
        give_second_factor(manager)
        client = passed(manager)
        client.post("/second-factor/remove/")
        manager.refresh_from_db()
        assert (bool(manager.second_factor_at), TOTPDevice.objects.count()) == (True, 1)
        assert "/second-factor/remove/" not in client.get("/second-factor/").text


class TestResetting:
    """A manager helps who has lost everything, and says why."""

    @pytest.fixture
    def as_manager(self, manager):
        give_second_factor(manager)
        return passed(manager)

    def test_it_works(self, as_manager, manager, analyst):
        give_second_factor(analyst)
        session = passed(analyst)
        page = as_manager.post(
            f"/manage/people/{analyst.pk}/second-factor/", {"reason": "โทรศัพท์หาย"}, follow=True
        )
        analyst.refresh_from_db()
        assert ("ล้างการยืนยันตัวตนขั้นที่สองแล้ว" in page.text, analyst.second_factor_at) == (True, None)
        assert TOTPDevice.objects.filter(user=analyst).count() == 0
        assert session.get("/profile/")["Location"] == "/login/?next=/profile/"
        assert (
            log_in(analyst).get("/", follow=True).redirect_chain[-1][0].startswith("/second-factor/set-up/")
        )
        assert written("person.second_factor_reset") == [
            (str(analyst.pk), manager.pk, None, None, "โทรศัพท์หาย")
        ]

    @pytest.mark.parametrize("reason", ["", "   "])
    def test_not_without_a_reason(self, as_manager, analyst, reason):
        give_second_factor(analyst)
        page = as_manager.post(f"/manage/people/{analyst.pk}/second-factor/", {"reason": reason})
        assert set(page.context["form"].errors) == {"reason"}
        assert TOTPDevice.objects.filter(user=analyst).exists()

    def test_not_ones_own(self, as_manager, manager):
        page = as_manager.post(f"/manage/people/{manager.pk}/second-factor/", {"reason": "x"}, follow=True)
        assert "ทำกับบัญชีของท่านเองไม่ได้" in page.text
        assert TOTPDevice.objects.filter(user=manager).exists()

    def test_who_has_none(self, as_manager, analyst):
        assert as_manager.get(f"/manage/people/{analyst.pk}/second-factor/").status_code == 404

    def test_the_command_for_a_manager_whom_nobody_can_help(self, manager, capsys):
        give_second_factor(manager)
        call_command("reset_second_factor", " Manager@example.go.th ", "โทรศัพท์หาย")
        manager.refresh_from_db()
        assert (manager.second_factor_at, "is taken away" in capsys.readouterr().out) == (None, True)
        assert written("person.second_factor_reset") == [(str(manager.pk), None, None, None, "โทรศัพท์หาย")]
        with pytest.raises(CommandError, match="no account"):
            call_command("reset_second_factor", "nobody@example.go.th", "x")
