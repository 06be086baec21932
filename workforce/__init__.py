"""The council's workforce by group, sex, ethnicity and disability, made from counts."""
