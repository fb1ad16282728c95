"""A passkey made of software: what a phone would answer to the site's challenges."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from hashlib import sha256
from secrets import token_bytes
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from fido2.cose import ES256
from fido2.utils import websafe_decode, websafe_encode
from fido2.webauthn import Aaguid, AttestationObject, AttestedCredentialData, AuthenticatorData

ORIGIN = "http://127.0.0.1:8000"
FLAGS = AuthenticatorData.FLAG


@dataclass
class SoftKey:
    """One key pair on one device; it always checks who holds the device."""

    identifier: bytes = field(default_factory=lambda: token_bytes(16))
    secret: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))
    owner: bytes = b""

    def create(self, options: dict[str, Any]) -> str:
        """Answer ``navigator.credentials.create``."""
        wanted = options["publicKey"]
        self.owner = websafe_decode(wanted["user"]["id"])
        public = ES256.from_cryptography_key(self.secret.public_key())  # type: ignore[no-untyped-call]  # the library is half typed
        data = AttestedCredentialData.create(Aaguid(bytes(16)), self.identifier, public)
        known = self._known(wanted["rp"]["id"], FLAGS.UP | FLAGS.UV | FLAGS.AT, data)
        client = self._client("webauthn.create", wanted["challenge"])
        attestation = AttestationObject.create("none", known, {})
        return self._packed(
            {"clientDataJSON": client, "attestationObject": bytes(attestation)}, {"credProps": {"rk": True}}
        )

    def get(self, options: dict[str, Any]) -> str:
        """Answer ``navigator.credentials.get``."""
        wanted = options["publicKey"]
        known = self._known(wanted["rpId"], FLAGS.UP | FLAGS.UV)
        client = self._client("webauthn.get", wanted["challenge"])
        signature = self.secret.sign(bytes(known) + sha256(client).digest(), ec.ECDSA(SHA256()))
        parts = {"clientDataJSON": client, "authenticatorData": bytes(known), "signature": signature}
        return self._packed(parts | {"userHandle": self.owner}, {})

    def _known(self, site: str, flags: AuthenticatorData.FLAG, data: bytes = b"") -> AuthenticatorData:
        known: AuthenticatorData = AuthenticatorData.create(sha256(site.encode()).digest(), flags, 0, data)
        return known

    def _client(self, kind: str, challenge: str) -> bytes:
        return json.dumps({"type": kind, "challenge": challenge, "origin": ORIGIN}).encode()

    def _packed(self, parts: dict[str, bytes], extensions: dict[str, Any]) -> str:
        identifier = websafe_encode(self.identifier)
        response = {name: websafe_encode(value) for name, value in parts.items()}
        return json.dumps(
            {
                "id": identifier,
                "rawId": identifier,
                "type": "public-key",
                "clientExtensionResults": extensions,
                "response": response,
            }
        )
