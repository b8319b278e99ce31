import {
  checkedPhone,
  decidedProposal,
  lookAlikesParams,
  memberEdit,
  newMember,
  type AddedMember,
  type EditableMember,
  type EditedMember,
  type LookAlike,
} from '../member-edits.ts'
import { memberChange, undoneChange, type ChangedMember } from '../member-changes.ts'
import type { PrintedCard } from '../cards.ts'
import type { FrozenMember } from '../member-rights.ts'
import type { MemberListPage } from '../member-list.ts'
import {
  getMemberParams,
  memberHistoryParams,
  searchMembersParams,
  type MemberDetails,
  type MemberHistoryReply,
  type SearchMembersReply,
} from '../methods.ts'
import type { MemberNote } from '../notes.ts'
import * as take from '../params.ts'
import { newPhoto, photoOfMember } from '../photos.ts'
import { result, type Operation } from './operation.ts'

/** A card, as little of its code as tells it from the member's others. */
interface CardOfMember {
  memberId: string
  cardEnd: string
}

/** Where the photo is served now, or null. */
interface PhotoOfMember {
  memberId: string
  photo_url: string | null
}

/** What the gym knows of its members. */
export const membersOperations = {
  'members.search': {
    summary: 'Finds members by name, phone number or card.',
    params: searchMembersParams,
    right: 'see',
    result: result<SearchMembersReply>(),
  },
  'members.get': {
    summary: 'One member, as a desk shows them.',
    params: getMemberParams,
    right: 'see',
    result: result<MemberDetails>(),
  },
  'members.history': {
    summary: 'What a member did and was refused, the newest first.',
    params: memberHistoryParams,
    right: 'see',
    result: result<MemberHistoryReply>(),
  },
  'members.add': {
    summary: 'Adds a member, with their first card, their photo and the plan that they buy.',
    params: newMember,
    right: 'register_members',
    result: result<AddedMember>(),
  },
  'members.list': {
    summary: 'Members by name, end or time of adding, a page at a time, narrowed by text, plan and state.',
    params: take.listedMembers,
    right: 'see',
    result: result<MemberListPage>(),
  },
  'members.lookAlikes': {
    summary: 'Members who may be the same person as somebody who is to be added.',
    params: lookAlikesParams,
    right: 'register_members',
    result: result<{ members: LookAlike[] }>(),
  },
  'members.checkPhone': {
    summary:
      'Whether a phone number has as many digits as one of its country; what is more than a number is not looked at.',
    params: checkedPhone,
    right: 'register_members',
    result: result<{ canBeDialled: boolean }>(),
  },
  'members.fields': {
    summary: 'What can be edited of a member, as it is kept.',
    params: getMemberParams,
    right: 'register_members',
    result: result<EditableMember>(),
  },
  'members.edit': {
    summary: 'Changes fields of a member; one that somebody else has changed meanwhile becomes a proposal.',
    params: memberEdit,
    right: 'register_members',
    result: result<EditedMember>(),
  },
  'proposals.decide': {
    summary: 'Accepts a proposal for a field of a member, or dismisses it.',
    params: decidedProposal,
    right: 'register_members',
    result: result<{ memberId: string; accepted: boolean }>(),
  },
  'members.change': {
    summary: 'Changes the end of a member’s plan, visits or debt.',
    params: memberChange,
    right: 'renew_members',
    result: result<ChangedMember>(),
  },
  'members.undoChange': {
    summary: 'Undoes such a change, where nothing changed the member since.',
    params: undoneChange,
    right: 'renew_members',
    result: result<ChangedMember>(),
  },
  'members.freeze': {
    summary:
      'Freezes a member from a day to a day, or until somebody ends it: the end of their plan moves by as many days.',
    params: take.newFreeze,
    right: 'renew_members',
    result: result<FrozenMember>(),
  },
  'members.unfreeze': {
    summary: 'Ends a freeze: from today on the member may come.',
    params: take.freezeOfMember,
    right: 'renew_members',
    result: result<FrozenMember>(),
  },
  'members.suspend': {
    summary: 'Keeps a member out until somebody lifts it, with a note that says why.',
    params: take.suspendedMember,
    right: 'change_members',
    result: result<{ memberId: string }>(),
  },
  'members.delete': {
    summary:
      'Deletes what tells who a member was; their visits and money stay, under no name. Cannot be undone.',
    params: getMemberParams,
    right: 'change_members',
    result: result<{ memberId: string }>(),
  },
  'cards.attach': {
    summary: 'Assigns a card to a member, lends them one, or takes one from another member for them.',
    params: take.newCard,
    right: 'work_the_desk',
    result: result<CardOfMember>(),
  },
  'cards.withdraw': {
    summary: 'Blocks a card of a member, as lost or as given back.',
    params: take.withdrawnCard,
    right: 'work_the_desk',
    result: result<CardOfMember>(),
  },
  'cards.restore': {
    summary: 'Unblocks a card of a member.',
    params: take.knownCard,
    right: 'work_the_desk',
    result: result<CardOfMember>(),
  },
  'cards.replace': {
    summary: 'Blocks a card of a member as lost and assigns them another one.',
    params: take.replacedCard,
    right: 'work_the_desk',
    result: result<CardOfMember & { lostEnd: string }>(),
  },
  'cards.lend': {
    summary: 'Says until when a card is lent to a member, or that it is their own.',
    params: take.lentCard,
    right: 'work_the_desk',
    result: result<CardOfMember>(),
  },
  'cards.print': {
    summary: 'What is printed on members’ cards, with the whole codes; members without a card can get one.',
    params: take.printedCards,
    right: 'work_the_desk',
    result: result<{ cards: PrintedCard[] }>(),
  },
  'photos.get': {
    summary: 'A member’s photo, a JPEG in base64.',
    params: photoOfMember,
    right: 'see',
    result: result<{ image: string | null }>(),
  },
  'photos.set': {
    summary: 'Gives a member a photo.',
    params: newPhoto,
    right: 'work_the_desk',
    result: result<PhotoOfMember>(),
  },
  'photos.remove': {
    summary: 'Removes a member’s photo.',
    params: photoOfMember,
    right: 'work_the_desk',
    result: result<PhotoOfMember>(),
  },
  'overrides.end': {
    summary: 'Ends an override of a member before its day.',
    params: take.overrideOfMember,
    right: 'override',
    result: result<{ memberId: string; overrideId: string }>(),
  },
  'notes.write': {
    summary: 'Adds a note about a member, or changes it.',
    params: take.writtenNote,
    right: 'work_the_desk',
    result: result<MemberNote>(),
  },
  'notes.end': {
    summary: 'Ends a note about a member.',
    params: take.noteOfMember,
    right: 'work_the_desk',
    result: result<MemberNote>(),
  },
} as const satisfies Record<string, Operation>
