import type { Accounts } from '../auth/accounts.ts'
import type { Caller } from '../auth/caller.ts'
import type { Person } from '../auth/tokens.ts'
import type { Handlers } from '../commands/handlers.ts'
import type { SignInLink } from '../protocol/accounts.ts'
import type { LanState } from '../protocol/lan.ts'
import type { Role } from '../protocol/roles.ts'
import type { Actor } from '../store/audit-log.ts'

type AccountOperation =
  | 'audit.list'
  | 'staff.list'
  | 'staff.add'
  | 'staff.change'
  | 'staff.resetPassword'
  | 'me.changePassword'
  | 'me.changePin'
  | 'desks.list'
  | 'desks.rename'
  | 'desks.remove'

/** Accounts and desks, each change with its line in the audit log. `deskRemoved` is told after a desk was. */
export function accountHandlers(
  accounts: Accounts,
  deskRemoved: () => Promise<void>,
): Handlers<AccountOperation> {
  return {
    'audit.list': async (page) => ({ entries: await accounts.listAudit(page) }),
    'staff.list': async () => ({ staff: await accounts.listStaff() }),
    'staff.add': (params, actor) => accounts.addStaff(params, actor),
    'staff.change': ({ id, ...change }, actor) => accounts.changeStaff(id, change, actor),
    'staff.resetPassword': ({ id }, actor) => accounts.resetPassword(id, actor),
    'me.changePassword': async (params, caller) => {
      await accounts.changeOwnPassword(personOf(caller), params, caller)
      return { changed: true }
    },
    'me.changePin': async (params, caller) => {
      await accounts.changeOwnPin(personOf(caller), params, caller)
      return { changed: true }
    },
    'desks.list': async () => ({ desks: await accounts.listDesks() }),
    'desks.rename': ({ id, name }, actor) => accounts.nameDesk(id, name, actor),
    'desks.remove': async ({ id }, actor) => {
      await accounts.removeDesk(id, actor)
      await deskRemoved()
      return { removed: true }
    },
  }
}

/** The person themselves: these operations are `byPerson`. */
function personOf({ person }: Caller): Person {
  if (person) return person
  throw new Error('Nobody but a person may ask this.')
}

/** The hub on the gym's network. */
export interface Network {
  state: () => LanState
  /** Opens the hub to the network or closes it, from now on and at every start; or says why it cannot. */
  switchTo: (isOn: boolean, actor: Actor) => Promise<LanState>
}

export interface MachineParts {
  makeLink: (asked: { role: Role; name: string }, actor: Actor) => Promise<SignInLink>
  network: Network
  /** A person says that this PC's clock is right. Resolves with its time, ISO 8601. */
  confirmClock: (actor: Actor) => Promise<{ now: string }>
  diagnostics: () => Promise<object>
}

type MachineOperation =
  'links.make' | 'network.read' | 'network.switch' | 'clock.confirm' | 'diagnostics.read'

/** What concerns the hub's own machine: how desks reach it, and how it is. */
export function machineHandlers({
  makeLink,
  network,
  confirmClock,
  diagnostics,
}: MachineParts): Handlers<MachineOperation> {
  return {
    'links.make': (params, actor) => makeLink(params, actor),
    'network.read': () => network.state(),
    'network.switch': ({ isOn }, actor) => network.switchTo(isOn, actor),
    'clock.confirm': (_params, actor) => confirmClock(actor),
    'diagnostics.read': () => diagnostics(),
  }
}
