from core.importing import WaitingFile


class KeptFramework(WaitingFile):
    """A file of a framework that waits for its preview to be confirmed."""

    class Meta(WaitingFile.Meta):
        verbose_name = "file of a threshold framework"
        verbose_name_plural = "files of threshold frameworks"
