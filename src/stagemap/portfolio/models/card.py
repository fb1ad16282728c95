from __future__ import annotations

from django.db import models


class ClassCard(models.Model):
    """The card in the class: an address with a secret and a pin, which open a published snapshot of the open layer.

    Secret and pin are not stored: they follow from ``public_id`` and the site's own key, so that the card can be
    printed again and a copy of the database opens nothing. ``snapshot`` is all that its reader ever sees, taken when
    it was published. It opens until ``valid_until``, that day included, unless it is stopped.
    """

    placement = models.ForeignKey("placements.Placement", on_delete=models.CASCADE, related_name="class_cards")
    public_id = models.CharField(max_length=22, unique=True)
    snapshot = models.JSONField()
    valid_until = models.DateField()
    made_at = models.DateTimeField()
    published_at = models.DateTimeField()
    stopped_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["placement"], condition=models.Q(stopped_at=None), name="portfolio_one_card_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return self.public_id


class CardOpening(models.Model):
    """Somebody opened the card with its pin; nothing of who that was is kept."""

    card = models.ForeignKey(ClassCard, on_delete=models.CASCADE, related_name="openings")
    key_hash = models.CharField(max_length=64, unique=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"opening of {self.card_id}"


class OpenPrint(models.Model):
    """The student says that the open layer lies printed in the class: the other way than a card (G17)."""

    placement = models.OneToOneField("placements.Placement", on_delete=models.CASCADE, related_name="open_print")
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"print of placement {self.placement_id}"
