from stagemap.kit.tokens import digest, matches, new_secret


def test_a_secret_has_256_bits_and_is_safe_in_an_address() -> None:
    secret = new_secret()
    assert (len(secret), secret.replace("-", "").replace("_", "").isalnum(), secret != new_secret()) == (43, True, True)


def test_a_secret_is_known_from_its_digest_alone() -> None:
    secret = new_secret()
    assert (matches(secret, digest(secret)), matches(new_secret(), digest(secret)), secret in digest(secret)) == (
        True,
        False,
        False,
    )


def test_a_digest_is_sha_256() -> None:
    assert digest("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
