/** How long a hub may take to accept connections: a cold disk, a recovery after a power cut, a migration. */
export const HUB_START_TIMEOUT_MS = 20_000

/** The same where it has to make demo members first: 150,000 of them take under a minute on a slow PC. */
export const HUB_FILL_TIMEOUT_MS = 180_000

/** How long a stopping hub may take to say goodbye to its desks and to close the database, before it is killed. */
export const HUB_STOP_TIMEOUT_MS = 8_000

/** How long the last words of a hub that has ended may take to arrive, so that its reason is not lost. */
export const HUB_LAST_WORDS_MS = 500

/** A hub that was never ready and ended this often will not get ready: say so instead of trying for ever. */
export const HUB_FIRST_START_TRIES = 3

/** Failures longer ago than this do not count: whatever it was has passed. */
export const FAILURE_WINDOW_MS = 60_000

/**
 * Waits before the next start of a part that has failed once, twice … within the window. The first is short, because
 * a queue is standing at the desk; they double, because a part that fails at once must not eat the machine.
 */
export const RESTART_DELAYS_MS = [250, 500, 1_000, 2_000, 4_000] as const

/** After those one try a minute: a full disk may be emptied, and the log must not fill it again. */
export const RESTART_SLOWLY_MS = 60_000

/** How long the page may be stuck before it is started again; shorter would hit a PC that wakes from sleep. */
export const UNRESPONSIVE_LIMIT_MS = 15_000

/** Longest wait for the hub beside us to answer: it is the same machine. */
export const CONTROL_TIMEOUT_MS = 5_000

/** How long a page waits to hear where its hub is: after that it begins with where the hub was, as at any start. */
export const LOCATE_PATIENCE_MS = 2_000

/** Before the members' window is opened again after a crash: nobody stands in a queue for it. */
export const MEMBER_WINDOW_DELAY_MS = 2_000

/** Between the answer that a desk has joined and the new start: long enough for the page to say so. */
export const RELAUNCH_DELAY_MS = 500

/** From the start of the app to the first look for a newer one: after whatever a start does that somebody waits for. */
export const FIRST_UPDATE_LOOK_MS = 10_000

/** Between two looks: several fit into the shortest night, and one that failed is tried again. */
export const UPDATE_LOOK_MS = 15 * 60_000

/** So long nobody has touched the PC before the app starts anew: whoever cleans up or trains at night is not interrupted. */
export const UPDATE_IDLE_S = 15 * 60

/** How long after an update the app takes up what it was started with: an installer takes seconds, a slow disk minutes. */
export const RESUME_WITHIN_MS = 15 * 60_000

/** After so long an installer that was to end this app has not: its hub is needed, and the app starts anew. */
export const INSTALL_WITHIN_MS = 2 * 60_000

/** Before a version that could not be installed is tried again: the next night. */
export const INSTALL_AGAIN_MS = 20 * 3_600_000

/** A signed list is good for a year: what is older may be handed on to keep back what came after it. A release is made more often. */
export const UPDATE_LIST_GOOD_FOR_MS = 365 * 24 * 3_600_000

/** A file of the shell's log is set aside before it grows beyond this, in bytes; one older one is kept. */
export const LOG_FILE_BYTES = 5 * 1024 * 1024

/** The window, in pixels of the page: the smallest desk PC that the page is made for. */
export const WINDOW_WIDTH = 1280
export const WINDOW_HEIGHT = 800
