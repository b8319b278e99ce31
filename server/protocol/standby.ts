import { z } from 'zod'
import { termShape } from './term-claim.ts'

/** Between a hub and the PC that keeps a copy of it, over TLS alone. */

export const STANDBY_PATHS = {
  begin: '/api/v1/standby',
  identity: '/api/v1/standby/identity',
  backup: '/api/v1/standby/backup',
  term: '/api/v1/term',
} as const

/** How a standby stands, in its folder: for the app around it. */
export const STANDBY_STATE_FILE = 'standby-state.json'

/**
 * Why there is no newer copy. hub: it gives none, or is away; disk: it takes none; broken_off: it is tried again; removed: a manager has
 * removed this PC at the hub, and nothing is tried any more.
 */
export const STANDBY_TROUBLES = ['hub', 'disk', 'broken_off', 'removed'] as const

export type StandbyTrouble = (typeof STANDBY_TROUBLES)[number]

export const standbyState = z.object({
  /** Which of the hub's desks this PC is as a standby; null where it began before that was kept. */
  deskId: z.string().nullable(),
  /** When the copy was as the hub was, milliseconds since 1970 UTC; null before the first. */
  currentAt: z.number().nullable(),
  trouble: z.enum(STANDBY_TROUBLES).nullable(),
})

export type StandbyState = z.output<typeof standbyState>

/** The exit code of `hub promote` where the manager's name or password is wrong: sysexits' EX_NOPERM. Nothing was changed then. */
export const WRONG_MANAGER = 77

/** The header of a shipped backup with its manifest, JSON in base 64. */
export const MANIFEST_HEADER = 'frontdesk-manifest'

/** What a hub needs beside its database to be the same hub for its desks. Secrets, but for the settings. */
export const hubIdentity = z.object({
  term: termShape,
  /** The key and the certificate that the hub shows, in PEM. */
  key: z.string().min(1),
  certificate: z.string().min(1),
  /** Whether they are its owner's: the hub makes no others then. */
  isOwnCertificate: z.boolean(),
  /** What tokens are signed with; null where that is in the hub's environment, as it has to be in the next one's. */
  jwtSecret: z.string().nullable(),
  settings: z.record(z.string(), z.unknown()),
})

export type HubIdentity = z.output<typeof hubIdentity>

/** How far the copy goes that a standby has. */
export const heldCopy = z.object({
  epoch: z.string().min(1).max(64),
  seq: z.coerce.number().int().nonnegative(),
  sha256: z.string().length(64),
})

export type HeldCopy = z.output<typeof heldCopy>
