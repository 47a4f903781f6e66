"""The register of provinces, ministries and agencies: three CSV files, loaded as a whole or not at all."""
