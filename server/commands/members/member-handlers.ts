import type { MemberChange, UndoneChange } from '../../protocol/member-changes.ts'
import type { GymSettings } from '../../domain/gym-settings.ts'
import type { GroupWriter } from '../../store/write.ts'
import { addMember } from './add-member.ts'
import { attachCard } from './attach-card.ts'
import { lendCard, replaceCard, restoreCard, withdrawCard } from './block-card.ts'
import type { Fingerprints } from './audited-member.ts'
import { changeMember, undoChange } from './change-member.ts'
import { decideProposal } from './decide-proposal.ts'
import { deleteMember } from './delete-member.ts'
import { editMember } from './edit-member.ts'
import { freezeMember, unfreezeMember } from './freeze-member.ts'
import { suspendMember } from './suspend-member.ts'
import { endOverride } from '../visits/end-override.ts'
import type { Handlers } from '../handlers.ts'
import type { Checksum } from './file/versions.ts'
import { endNote, writeNote } from './member-notes.ts'
import { printCards } from './print-cards.ts'
import { removePhoto, setPhoto } from './photos.ts'
import type { Catalogue } from '../plans/catalogue.ts'
import { dayOf } from '../visits/rule-context.ts'

type MemberCommand =
  | 'members.add'
  | 'members.edit'
  | 'proposals.decide'
  | 'members.change'
  | 'members.undoChange'
  | 'members.freeze'
  | 'members.unfreeze'
  | 'members.suspend'
  | 'members.delete'
  | 'cards.attach'
  | 'cards.withdraw'
  | 'cards.restore'
  | 'cards.replace'
  | 'cards.lend'
  | 'cards.print'
  | 'photos.set'
  | 'photos.remove'
  | 'overrides.end'
  | 'notes.write'
  | 'notes.end'

interface MemberParts {
  writer: Pick<GroupWriter, 'write'>
  fingerprints: Fingerprints
  checksum: Checksum
  newId: () => string
  settings: GymSettings
  catalogue: Pick<Catalogue, 'inSettings'>
}

/** Changes what the gym knows of a member; each is one transaction, with its line in the audit log. */
export function memberHandlers({
  writer,
  settings,
  catalogue,
  ...parts
}: MemberParts): Handlers<MemberCommand> {
  const { fingerprints } = parts
  return {
    'members.add': (params, actor) =>
      writer.write((context) => {
        const today = dayOf({ settings, counters: context.counters }, context.now)
        return addMember(context, params, { actor, today, catalogue, ...parts })
      }),
    'members.edit': (params, actor) =>
      writer.write((context) => editMember(context, params, { actor, ...parts })),
    'proposals.decide': (params, actor) =>
      writer.write((context) => decideProposal(context, params, { actor, ...parts })),
    'members.change': (params, actor) =>
      writer.write((context) => changeMember(context, params as MemberChange, { actor, ...parts })),
    'members.undoChange': (params, actor) =>
      writer.write((context) => undoChange(context, params as UndoneChange, { actor, ...parts })),
    'members.freeze': (params, caller) =>
      writer.write((context) => freezeMember(context, params, { ...caller, fingerprints, settings })),
    'members.unfreeze': (params, caller) =>
      writer.write((context) => unfreezeMember(context, params, { ...caller, fingerprints, settings })),
    'members.suspend': (params, actor) =>
      writer.write((context) => suspendMember(context, params, { actor, ...parts })),
    'members.delete': (params, actor) => writer.write((context) => deleteMember(context, params, actor)),
    'cards.attach': (params, actor) => writer.write((context) => attachCard(context, params, actor)),
    'cards.withdraw': (params, actor) => writer.write((context) => withdrawCard(context, params, actor)),
    'cards.restore': (params, actor) => writer.write((context) => restoreCard(context, params, actor)),
    'cards.replace': (params, actor) => writer.write((context) => replaceCard(context, params, actor)),
    'cards.lend': (params, actor) => writer.write((context) => lendCard(context, params, actor)),
    'cards.print': (params, actor) =>
      writer.write((context) => printCards(context, params, { actor, ...parts })),
    'photos.set': (params, actor) =>
      writer.write((context) => setPhoto(context, params, { actor, fingerprints })),
    'photos.remove': (params, actor) =>
      writer.write((context) => removePhoto(context, params, { actor, fingerprints })),
    'overrides.end': (params, actor) => writer.write((context) => endOverride(context, params, actor)),
    'notes.write': (params, author) =>
      writer.write((context) => writeNote(context, params, author, fingerprints)),
    'notes.end': (params, actor) => writer.write((context) => endNote(context, params, actor, fingerprints)),
  }
}
