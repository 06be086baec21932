from factory.django import DjangoModelFactory


class RowFactory(DjangoModelFactory):
    """Makes a row and saves it once, also where it makes more rows after it."""

    class Meta:
        abstract = True
        skip_postgeneration_save = True
