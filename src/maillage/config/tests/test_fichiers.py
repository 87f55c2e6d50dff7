from maillage.config.settings.fichiers import stockage_documents


def test_documents_are_kept_apart_from_uploaded_files_and_never_served() -> None:
    general = {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": "/srv/fichiers", "file_permissions_mode": 0o644},
    }
    assert stockage_documents(general)["OPTIONS"] == {
        "location": "/srv/fichiers/documents",
        "base_url": None,
        "file_permissions_mode": 0o600,
        "directory_permissions_mode": 0o700,
    }
    assert general["OPTIONS"] == {"location": "/srv/fichiers", "file_permissions_mode": 0o644}


def test_in_a_bucket_documents_are_named_by_their_content() -> None:
    general = {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {"bucket_name": "maillage", "file_overwrite": False},
    }
    assert stockage_documents(general)["OPTIONS"] == {
        "bucket_name": "maillage",
        "location": "documents",
        "file_overwrite": True,
    }
