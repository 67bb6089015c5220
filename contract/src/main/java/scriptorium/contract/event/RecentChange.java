package scriptorium.contract.event;

/**
 * A row of recent changes.
 *
 * @param id rcid; odd from page-service, even from auth-service
 * @param type "edit", "new", "log", "categorize"
 * @param patrolled whether it is patrolled (by hand or automatically)
 */
public record RecentChange(
        long id, String type, boolean minor, boolean bot, boolean patrolled, boolean autopatrolled, long oldRevisionId, long revisionId,
        int oldLength, int newLength) {

    /**
     * The row of a log entry, which nobody has to look at.
     *
     * @param revisionId the revision that came with it; 0 for none
     */
    public static RecentChange ofLog(long id, long revisionId) {
        return new RecentChange(id, "log", false, false, true, true, 0, revisionId, 0, 0);
    }
}
