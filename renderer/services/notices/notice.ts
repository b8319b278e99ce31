/** What a desk keeps of things that went wrong, by kind; `about` of a notice says of what. */
export const NOTICE_KINDS = [
  'connection_lost',
  'stopped',
  'hub_trouble',
  'hub_warning',
  'reader_lost',
  'command_refused',
  'late_refusal',
  'sound_failed',
  'page_fault',
] as const
export type NoticeKind = (typeof NOTICE_KINDS)[number]

/** What something is about: its kind, and which reader, reason or code. */
export interface Matter {
  kind: NoticeKind
  about: string
}

/** Everything of one matter, as one. Instants are milliseconds since 1970 by this machine's clock. */
export interface Notice extends Matter {
  firstAt: number
  lastAt: number
  /** How often it happened. */
  count: number
  /** When it began, of what goes on; null where it is over or was a moment. */
  since: number | null
  /** How long it took the last time, in milliseconds; null where it is not over or was a moment. */
  lastedMs: number | null
  /** True once somebody has said that they know. */
  isSeen: boolean
}

/** Matters that are kept: a bad week of a desk. */
export const MAX_NOTICES = 50

export function isSame(one: Matter, other: Matter): boolean {
  return one.kind === other.kind && one.about === other.about
}

/** The list after something happened: at its top, counted, and not seen yet. What has been seen goes first where it is full. */
export function withHappened(
  notices: readonly Notice[],
  { kind, about }: Matter,
  at: number,
  goesOn: boolean,
): Notice[] {
  const before = notices.find((notice) => isSame(notice, { kind, about }))
  const notice: Notice = {
    ...{ kind, about, lastAt: at, isSeen: false, lastedMs: null },
    firstAt: before?.firstAt ?? at,
    count: (before?.count ?? 0) + 1,
    since: goesOn ? at : null,
  }
  const all = [notice, ...notices.filter((other) => other !== before)]
  if (all.length <= MAX_NOTICES) return all
  const spare = all.findLast(({ isSeen, since }) => isSeen && since === null) ?? all.at(-1)
  return all.filter((other) => other !== spare)
}

/** The list after something that went on is over. */
export function withEnded(notices: readonly Notice[], matter: Matter, at: number): Notice[] {
  return notices.map((notice) => {
    if (!isSame(notice, matter) || notice.since === null) return notice
    return { ...notice, since: null, lastedMs: Math.max(0, at - notice.since) }
  })
}
