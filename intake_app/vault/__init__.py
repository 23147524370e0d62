"""Key slots, key ring, identity, passphrases and process hardening."""
