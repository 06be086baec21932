"""The demonstration council itself: directorates, schools, people, users and their roles."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

from django.contrib.auth.hashers import make_password

from accounts.models import RoleAssignment, User
from council.models import (
    Area,
    Committee,
    Council,
    Directorate,
    Division,
    Person,
    Roll,
    School,
    Strategy,
)

FOLDER = Path(__file__).parent
PASSWORD = "Ellenshaw-2026"  # noqa: S105  (printed at each start, refused outside DEBUG)
LEFT_ON = date(2026, 8, 31)
SENIOR = ("Director", "Assistant Director")
"""How the posts begin of those whom papers for the public name."""


def load_council() -> list[User]:
    """Lay the council with its users; returns the users."""
    data = json.loads((FOLDER / "council.json").read_text(encoding="utf-8"))
    facts = data["council"] | {"address": "\n".join(data["council"]["address"])}
    Council.objects.create(pk=1, **facts)
    committees = {row["name"]: Committee.objects.create(**row) for row in data["committees"]}
    for row in data["directorates"]:
        directorate = Directorate.objects.create(
            name=row["name"], committee=committees[row["committee"]]
        )
        for division in row["divisions"]:
            Division.objects.create(directorate=directorate, **division)
    for row in data["areas"]:
        Area.objects.create(**row)
    for row in json.loads((FOLDER / "schools.json").read_text(encoding="utf-8")):
        _school(row)
    for row in data["people"]:
        _person(row)
    for row in data["strategies"]:
        Strategy.objects.create(**row)
    users: dict[str, User] = {}
    hashed = make_password(PASSWORD)  # once: hashing is slow on purpose
    for row in data["users"]:
        _user(row, users, hashed)
    return list(users.values())


def _school(row: dict[str, Any]) -> None:
    rolls = row.pop("rolls")
    area = Area.objects.get(name=row.pop("area"))
    school = School.objects.create(area=area, **row)
    Roll.objects.bulk_create(
        Roll(
            school=school,
            year=year,
            pupils=pupils,
            source=f"School census, January {int(year[:4]) + 1}",
        )
        for year, pupils in rolls.items()
    )


def _person(row: dict[str, Any]) -> None:
    Person.objects.create(
        name=row["name"],
        post=row["post"],
        email=row["email"] or "",
        directorate=Directorate.objects.get(name=row["directorate"]),
        division=Division.objects.filter(code=row["division"]).first(),
        named_in_public=row["post"].startswith(SENIOR),
        left_on=LEFT_ON if row["left"] else None,
    )


def _user(row: dict[str, Any], users: dict[str, User], hashed: str) -> None:
    """A user with a role; a user named twice holds two roles."""
    email = row["email"]
    if email not in users:
        person = Person.objects.filter(name=row["person"]).first() if row["person"] else None
        name = person.name if person else email.partition("@")[0].replace(".", " ").title()
        users[email] = User.objects.create_user(email, name)
        users[email].person = person
        users[email].password = hashed
        users[email].save()
    assignment = RoleAssignment(
        user=users[email],
        role=row["role"],
        directorate=Directorate.objects.filter(name=row["directorate"]).first(),
        committee=Committee.objects.filter(name=row["committee"]).first(),
        school=School.objects.filter(name=row["school"]).first(),
    )
    assignment.full_clean()
    assignment.save()
