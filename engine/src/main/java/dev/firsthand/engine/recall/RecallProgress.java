package dev.firsthand.engine.recall;

/// How far a cause has come.
///
/// @param releases copies that held one of its episodes when it was called
/// @param superseded those of them that nobody can fetch any more
/// @param holders who have one of them
/// @param told those of the holders for whom a notice lies ready about every copy
/// @param acknowledged those of the told who answered every notice
/// @param overdue those who let the time pass for one
/// @param modelsDeclared models that the answers name as trained on what is called back
public record RecallProgress(
        int releases, int superseded, int holders, int told, int acknowledged, int overdue, int modelsDeclared) {
    /// Nobody holds any of it.
    public static final RecallProgress NOBODY = new RecallProgress(0, 0, 0, 0, 0, 0, 0);
}
