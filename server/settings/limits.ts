/**
 * The hub's limits. Each can be set at the start by its name here (`--limit framesPerSecond=0`); 0 lifts it where
 * it says so. Sizes in bytes, times in milliseconds.
 */
export const DEFAULT_LIMITS = {
  /** Frames a second that a session may send; a fast scanner with a fast person makes two. 0 lifts the limit. */
  framesPerSecond: 20,
  /** Frames at once: a desk that was away sends what it recorded in a burst. */
  burstFrames: 60,
  /** A frame to the hub: a full batch of the AV Gym client is a quarter of this. */
  maxFrameBytes: 64 * 1024,
  /** The same before sign-in: two tokens and a name. */
  maxFrameBytesBeforeSignIn: 4 * 1024,
  /** Time to sign in after the socket opened. */
  signInTimeoutMs: 5_000,
  /**
   * Sockets of one address that have not signed in: a reloading desk needs one, a small office behind a router ten. Here and
   * below, strangers of one IPv6 network (/64) count as one address.
   */
  socketsBeforeSignIn: 10,
  /** Open sockets of all addresses: the largest gym has a tenth of it. Where they are taken, who has not signed in goes. */
  sockets: 600,
  /** Open sockets of one address, signed in or not: all desks of a gym behind one router, and a margin. */
  socketsPerAddress: 200,
  /** Open connections of all kinds, the sockets among them. Where they are taken, one of a stranger is cut for each that comes. */
  connections: 1_000,
  /** The same of one peer, proxies that were named excepted: its sockets, and a browser's six for each of a few pages. */
  connectionsPerAddress: 300,
  /** Requests of one connection that wait for their turn: a browser sends none before the last is answered. */
  pipelinedRequests: 8,
  /** Answers over HTTP that were made and are not taken, in all: a list of 5,000 members is one of them. */
  unreadAnswerBytes: 64 * 1024 * 1024,
  /** Fragments of one message: our clients send one, and each costs memory beyond its bytes. */
  maxFragments: 128,
  /** Pieces in which the bytes of one frame may come: a drip of single bytes costs far more memory than it has bytes. */
  maxBufferedChunks: 1_024,
  /** Malformed frames in the window below before the socket is closed: a broken client, not a broken frame. 0 lifts it. */
  malformedFrames: 30,
  /** Frames beyond the rate in the window below before the socket is closed. 0 lifts the limit. */
  excessFrames: 200,
  /** The window that malformed and excess frames are counted in. */
  abuseWindowMs: 10_000,
  /** Between two pings; half of the time after which a silent peer is dropped. */
  pingIntervalMs: 10_000,
  /** A peer that sent nothing, not even a pong, for this long is gone. */
  silentPeerMs: 20_000,
  /** Live frames waiting for a client: resuming from its position later is cheaper than our memory. */
  maxBufferedBytes: 1024 * 1024,
  /** What a client asked for and has not taken yet: beyond it, it asks again when it has read. */
  maxRequestedBytes: 8 * 1024 * 1024,
  /** The same of all clients together: beyond it, each that has something left to read reads that first. */
  maxRequestedBytesInAll: 64 * 1024 * 1024,
  /** A client that took no byte of what waits for it for this long is closed, over HTTP too. */
  stalledMs: 10_000,
  /** Snapshots a minute and session: one after each reconnect, and a few to spare. 0 lifts the limit. */
  snapshotsPerMinute: 6,
  /** Resumes a minute and session: one after each reconnect; each may read all events of the next limit. 0 lifts this one. */
  resumesPerMinute: 12,
  /** Events that a desk is told when it comes back; one that missed more gets a snapshot instead: it is smaller. */
  resumedEvents: 10_000,
  /** Delay of `check_in_stats` after the first change: ten numbers a second are more than anyone reads. */
  statsDelayMs: 200,
  /** Warning before a token ends. */
  tokenWarningMs: 60_000,
  /** Messages to other desks a minute and person: more is no telling, it is a chat. 0 lifts the limit. */
  staffMessagesPerMinute: 10,
  /** Attempts a minute and address to use a sign-in code or a refresh token. */
  signInAttemptsPerMinute: 30,
  /** A body over HTTP: tokens and names. */
  maxBodyBytes: 16 * 1024,
  /** Time for such a body to come, from the headers on: half a minute's worth on the slowest line there is. */
  smallBodyMs: 10_000,
  /** Members files in all that are read at one time, on the disk: one export of 1,000,000 members, and a margin. Only from those who may import. */
  maxMembersFileBytes: 512 * 1024 * 1024,
}

export type HubLimits = Readonly<typeof DEFAULT_LIMITS>
