"""Packets and cards: manifest, seal and open (docs/formats/packet.md)."""
