"""Databases, caches and buckets: which classes each keeps, and what is the same in all of them."""

from systems import THREE_LAWS, model


def test_a_store_keeps_the_classes_of_the_entities_that_name_it() -> None:
    deployment = model()
    assert deployment.database["main"].classes == ("global", "regional")
    assert deployment.cache["main"].classes == ("global", "regional")
    assert deployment.storage["documents"].classes == ("regional",)


def test_pinned_rows_are_in_their_own_database_alone() -> None:
    deployment = model(of=THREE_LAWS)
    assert deployment.database["ledger"].classes == ("books",)
    assert deployment.storage["statements"].classes == ("books",)
    assert "books" not in deployment.database["main"].classes


def test_a_store_that_nothing_is_kept_in_has_no_class() -> None:
    spare = {"cache.spare": {"engine": "redis7", "instance": "cache.r6g.large", "nodes": "1", "content": "disposable"}}
    assert model(spare).cache["spare"].classes == ()


def test_a_database_knows_its_version_its_name_and_its_roles() -> None:
    main = model({"database.main.engine": "postgres15"}, of=THREE_LAWS).database["main"]
    assert (main.name, main.major, main.database) == ("main", 15, "tarang_pay")
    assert main.roles.application == "atlas_application"
    assert len({getattr(main.roles, role) for role in main.roles.__dataclass_fields__}) == 5
