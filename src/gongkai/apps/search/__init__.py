"""Finding what is public: an index that is fed from an outbox and can always be rebuilt (检索)."""
