"""The digest of a plan: two plans of the same words have the same, any other has another."""

from hashlib import sha256

from plans.exchange.exporting import export_plan
from plans.exchange.json_file import write_json
from plans.models import Plan


def digest_of(plan: Plan) -> str:
    """The SHA-256 of the plan's document as it would be exported now."""
    return sha256(write_json(export_plan(plan)).encode()).hexdigest()
