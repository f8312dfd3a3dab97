DO $$
BEGIN
  IF current_setting('server_encoding') <> 'UTF8' THEN
    RAISE EXCEPTION 'the database is encoded as %; records need UTF8', current_setting('server_encoding');
  END IF;
END $$;

-- names of pages ascend byte by byte, whatever the database's collation is
CREATE TABLE landing.batch (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  instance text COLLATE "C" NOT NULL,
  dataset text COLLATE "C" NOT NULL,
  name text COLLATE "C" NOT NULL,
  ingestion text NOT NULL,
  file text NOT NULL,
  bytes bigint NOT NULL,
  hash text NOT NULL,
  landed_at timestamptz NOT NULL,
  position json,
  UNIQUE (instance, dataset, name)
);

COMMENT ON TABLE landing.batch IS 'Records that arrived together, and how far their feed was read then';
COMMENT ON COLUMN landing.batch.instance IS 'The ingestor that ingests them';
COMMENT ON COLUMN landing.batch.ingestion IS 'The id of their ingestion';
COMMENT ON COLUMN landing.batch.hash IS 'The SHA-256 of their bytes';
COMMENT ON COLUMN landing.batch.position IS 'The position of the feed behind them; null for pushed records';

CREATE TABLE landing.record (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  tx xid8 NOT NULL DEFAULT pg_current_xact_id(),
  batch bigint NOT NULL REFERENCES landing.batch ON DELETE CASCADE,
  source text NOT NULL,
  arrived_at timestamptz NOT NULL,
  payload text,
  bytes bytea,
  continues boolean NOT NULL,
  CHECK (num_nonnulls(payload, bytes) = 1)
);

-- a batch is read in this order
CREATE INDEX record_batch ON landing.record (batch, id);
-- a table feed reads in this one
CREATE INDEX record_tx ON landing.record (tx, id);

COMMENT ON TABLE landing.record IS 'A line of what arrived, which is a record';
COMMENT ON COLUMN landing.record.tx IS 'The transaction that landed it';
COMMENT ON COLUMN landing.record.source IS 'The feed it comes from, or push';
COMMENT ON COLUMN landing.record.bytes IS 'Its bytes, if they are not text';
COMMENT ON COLUMN landing.record.continues IS 'Whether the next row continues it, because it is large';
