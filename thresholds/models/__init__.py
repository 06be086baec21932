"""The threshold framework, one subject to a file."""

from thresholds.models.contact import Contact
from thresholds.models.framework import (
    Domain,
    Framework,
    Heading,
    Indicator,
    Level,
)
from thresholds.models.kept_file import KeptFramework
from thresholds.models.social_care import SocialCareLevel, SocialCareParagraph

__all__ = [
    "Contact",
    "Domain",
    "Framework",
    "Heading",
    "Indicator",
    "KeptFramework",
    "Level",
    "SocialCareLevel",
    "SocialCareParagraph",
]
