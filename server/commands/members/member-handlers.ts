import type { MemberChange, UndoneChange } from '../../protocol/member-changes.ts'
import type { GymSettings } from '../../domain/gym-settings.ts'
import type { GroupWriter } from '../../store/write.ts'
import { attachCard, restoreCard, withdrawCard } from './attach-card.ts'
import type { Fingerprints } from './audited-member.ts'
import { changeMember, undoChange } from './change-member.ts'
import { freezeMember, unfreezeMember } from './freeze-member.ts'
import { endOverride } from '../visits/end-override.ts'
import type { Handlers } from '../handlers.ts'
import { endNote, writeNote } from './member-notes.ts'

type MemberCommand =
  | 'members.change'
  | 'members.undoChange'
  | 'members.freeze'
  | 'members.unfreeze'
  | 'cards.attach'
  | 'cards.withdraw'
  | 'cards.restore'
  | 'overrides.end'
  | 'notes.write'
  | 'notes.end'

interface MemberParts {
  writer: Pick<GroupWriter, 'write'>
  fingerprints: Fingerprints
  newId: () => string
  settings: GymSettings
}

/** Changes what the gym knows of a member; each is one transaction, with its line in the audit log. */
export function memberHandlers(parts: MemberParts): Handlers<MemberCommand> {
  const { writer, fingerprints, newId, settings } = parts
  const means = { fingerprints, newId }
  return {
    'members.change': (params, actor) =>
      writer.write((context) => changeMember(context, params as MemberChange, { actor, ...means })),
    'members.undoChange': (params, actor) =>
      writer.write((context) => undoChange(context, params as UndoneChange, { actor, ...means })),
    'members.freeze': (params, caller) =>
      writer.write((context) => freezeMember(context, params, { ...caller, fingerprints, settings })),
    'members.unfreeze': (params, caller) =>
      writer.write((context) => unfreezeMember(context, params, { ...caller, fingerprints, settings })),
    'cards.attach': (params, actor) => writer.write((context) => attachCard(context, params, actor)),
    'cards.withdraw': (params, actor) => writer.write((context) => withdrawCard(context, params, actor)),
    'cards.restore': (params, actor) => writer.write((context) => restoreCard(context, params, actor)),
    'overrides.end': (params, actor) => writer.write((context) => endOverride(context, params, actor)),
    'notes.write': (params, author) =>
      writer.write((context) => writeNote(context, params, author, fingerprints)),
    'notes.end': (params, actor) => writer.write((context) => endNote(context, params, actor, fingerprints)),
  }
}
