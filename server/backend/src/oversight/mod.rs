//! What whoever answers for the desk sees of all dossiers and messages: figures that name nobody (B-60, B-61).
mod figures;
mod reconcile;
