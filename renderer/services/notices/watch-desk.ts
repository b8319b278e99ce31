import type { StorageReason } from '../../../server/protocol/server-frames.ts'
import type { ConnectionState } from '../connection-state.ts'
import type { DeskState } from '../desk-state.ts'
import { isDecision } from '../hub-refusal.ts'
import type { Readers } from '../readers/readers.ts'
import type { ReaderState } from '../readers/reader.ts'
import type { HubConnection } from '../connection.ts'
import type { Matter } from './notice.ts'
import type { Notices } from './notices.ts'

interface Watched {
  service: Pick<HubConnection, 'store' | 'onCommandRefused' | 'onLateOutcome'>
  readers: Pick<Readers, 'store'>
}

/** Keeps the notices in step with the desk's line to the hub, the hub itself, and the readers. */
export function watchDesk({ service, readers }: Watched, notices: Notices): void {
  const look = (): void => {
    const { connection, desk } = service.store.getState()
    const lost = lostLine(connection)
    if (lost) notices.goOn(['connection_lost', 'stopped'], lost)
    // Of a hub that is away nobody knows how it is.
    if (connection.phase === 'live')
      notices.goOn(['hub_trouble', 'hub_warning'], hubMatters(desk, connection))
  }
  service.store.subscribe(look)
  look()
  readers.store.subscribe((now) => notices.goOn(['reader_lost'], lostReaders(now.readers)))
  service.onCommandRefused((error) => {
    if (!isDecision(error)) notices.happened({ kind: 'command_refused', about: error.code })
  })
  service.onLateOutcome(({ verdict }) => {
    if (verdict === 'denied') notices.happened({ kind: 'late_refusal', about: '' })
  })
}

/** What is wrong with the line; null where it cannot be told yet: a page that connects for the first time has lost nothing. */
function lostLine({ phase, stoppedBecause, isLost }: ConnectionState): Matter[] | null {
  switch (phase) {
    case 'live':
    case 'signed_out':
      return []
    case 'stopped':
      return [{ kind: 'stopped', about: stoppedBecause ?? '' }]
    case 'offline':
      return [{ kind: 'connection_lost', about: '' }]
    case 'connecting':
      return isLost ? [{ kind: 'connection_lost', about: '' }] : null
  }
}

function hubMatters(desk: DeskState, connection: ConnectionState): Matter[] {
  const trouble = hubProblemOf(desk, connection)
  return [
    ...(trouble === null ? [] : [{ kind: 'hub_trouble' as const, about: trouble }]),
    ...desk.hubWarnings.map((about) => ({ kind: 'hub_warning' as const, about })),
  ]
}

/** What the hub says is wrong with it, or what this desk learnt from a command that could not be written. */
export function hubProblemOf(
  { hubProblem }: Pick<DeskState, 'hubProblem'>,
  { isHeld }: Pick<ConnectionState, 'isHeld'>,
): StorageReason | null {
  return hubProblem ?? (isHeld ? 'disk_failing' : null)
}

function lostReaders(readers: readonly ReaderState[]): Matter[] {
  const lost = readers.filter(({ status }) => status === 'unplugged' || status === 'busy')
  return lost.map(({ name, kind }) => ({ kind: 'reader_lost', about: name || kind }))
}
