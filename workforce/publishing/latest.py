"""What was published of a snapshot."""

from workforce.models import PublishedProfile, Snapshot


def latest_of(snapshot: Snapshot) -> PublishedProfile | None:
    """What was published last of its organisation and day."""
    kin = PublishedProfile.objects.filter(directorate=snapshot.directorate_id, day=snapshot.day)
    return kin.order_by("-pk").first()
