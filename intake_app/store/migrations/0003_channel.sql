-- Which packet of its sender each packet says it follows (docs/formats/packet.md, "The channel").
-- Not known of what was taken in before: then "", and the number alone tells.
ALTER TABLE packet ADD COLUMN prev TEXT NOT NULL DEFAULT '';
