"""Personal data: where it stands, handing out what is kept of one person, and forgetting the person.

Every app says in its module `personal_data` which of its columns say something about a person, why they are
kept, for how long, and what erasure does with them. Export, erasure and the page that confirms it read that
register and nothing else, so a table that is not in it would be missed: a test refuses that.
"""
