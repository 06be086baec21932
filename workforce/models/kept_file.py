from core.importing import WaitingFile


class KeptPercentages(WaitingFile):
    """A file of percentages that waits for its preview to be confirmed."""

    class Meta(WaitingFile.Meta):
        verbose_name = "file of percentages"
        verbose_name_plural = "files of percentages"
