import { atLeast, atMost } from '../aims.ts'

/** What several hubs on one database are judged by. */
export const SCALE_AIMS = {
  /** PostgreSQL against SQLite in the same run: it has a network and a second process in between, and brings failover. */
  oneHub: atLeast(0.4, { must: 0.25 }),
  cpu: atMost(4, { must: 8 }),
  /** Hubs on one gym take turns at one row; hubs on several gyms do not. */
  fourHubs: atLeast(0.4, { must: 0.25 }),
  fourSites: atLeast(1, { must: 0.7 }),
  farAway: atLeast(1_000, { must: 500, unit: '/s' }),
  /** One to ask, one to write. */
  flights: atMost(2, { must: 4 }),
  rareFlights: atMost(3, { must: 4 }),
  answer: atMost(25, { must: 60, unit: 'ms' }),
  told: atMost(25, { must: 100, unit: 'ms' }),
  toldWithoutRedis: atMost(350, { must: 600, unit: 'ms' }),
  levelAfterRedis: atMost(1_000, { must: 5_000, unit: 'ms' }),
  answerAfterRestart: atMost(2_000, { must: 10_000, unit: 'ms' }),
  revoked: atMost(200, { must: 2_000, unit: 'ms' }),
  revokedWithoutRedis: atMost(1_200, { must: 2_000, unit: 'ms' }),
  /** Events that a desk missed, and operations that were lost or doubled. */
  nothing: atMost(0, { must: 0 }),
  /** A gym on one PC pays nothing for it. */
  sqlite: atLeast(0.97, { must: 0.93 }),
}
