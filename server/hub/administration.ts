import { newSecret } from '../auth/random.ts'
import { PAIRING_CODE_MS, SIGN_IN_CODE_MS } from '../auth/sign-in.ts'
import { attachCard, restoreCard, withdrawCard } from '../commands/attach-card.ts'
import { listAvGymMembers, listCheckIns } from '../commands/av-gym-lists.ts'
import { changeMember } from '../commands/change-member.ts'
import { endOverride } from '../commands/end-override.ts'
import { importMembers } from '../commands/import-members.ts'
import { exportMembers } from '../commands/members-file.ts'
import { dayReport } from '../commands/shift-report.ts'
import type { Environment } from '../platform/clock.ts'
import type { Core } from './core.ts'
import { businessDayAt } from '../domain/business-day.ts'
import type { HttpPort } from '../http/http-port.ts'
import type { LanState } from '../protocol/lan.ts'
import { writePairingText } from '../protocol/pairing.ts'
import { sha256 } from '../platform/sha256.ts'
import type { HubSettings } from '../settings/settings.ts'

/** How this hub is reached. */
export interface Reach {
  /** From this machine, e.g. `http://127.0.0.1:8000/`. */
  address: () => string
  /** From the network. */
  lan: () => Pick<LanState, 'hubId' | 'addresses'>
}

/** What the HTTP addresses and the command line do with the data. */
export function administration(
  { store, writer, accounts }: Core,
  settings: HubSettings,
  { now, newId }: Environment,
  { address, lan }: Reach,
): Omit<
  HttpPort,
  'problems' | 'state' | 'messages' | 'backup' | 'check' | 'lan' | 'setUp' | 'diagnostics' | 'updates'
> {
  const fingerprints = { hash: sha256, newSalt: newSecret }
  const day = () => ({ today: businessDayAt(now(), settings.gym.dayRule).day, settings: settings.gym })
  return {
    accounts,
    async makeLink(asked, actor) {
      const { hubId, addresses } = lan()
      const lifeMs = hubId === null ? SIGN_IN_CODE_MS : PAIRING_CODE_MS
      const { code, expiresAt } = await accounts.makeCode(asked, actor, lifeMs)
      return {
        code,
        address: `${address()}#signin=${code}`,
        expiresAt: new Date(expiresAt).toISOString(),
        pairing: hubId === null ? null : { text: writePairingText({ hubId, code }), addresses },
      }
    },
    withdrawCard: (asked, actor) => writer.write((context) => withdrawCard(context, asked, actor)),
    endOverride: (asked, actor) => writer.write((context) => endOverride(context, asked, actor)),
    async dayReport(asked) {
      const of = asked ?? day().today
      return { day: of, entries: await dayReport(store.db, settings.gym, of) }
    },
    restoreCard: (asked, actor) => writer.write((context) => restoreCard(context, asked, actor)),
    changeMember: (asked, actor) =>
      writer.write((context) => changeMember(context, asked, { actor, fingerprints })),
    attachCard: (asked, actor) => writer.write((context) => attachCard(context, asked, actor)),
    importMembers: (rows, actor) =>
      importMembers({ write: (run) => writer.write(run), actor, newId, fingerprints }, rows),
    exportMembers: (format) => exportMembers(store.db, format, day()),
    listCheckIns: (page) => listCheckIns(store.db, page),
    listMembers: (page, search) => listAvGymMembers(store.db, page, search, day()),
  }
}
