from factory.django import DjangoModelFactory

from plans.models.commitment import commitment_lifted


class RowFactory(DjangoModelFactory):
    """Makes a row and saves it once, also where it makes more rows after it."""

    class Meta:
        abstract = True
        skip_postgeneration_save = True


class CommittedFactory(RowFactory):
    """Makes a printed part of a plan, of an approved one too, as if it had been there before."""

    class Meta:
        abstract = True

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        with commitment_lifted():
            return super()._create(model_class, *args, **kwargs)
