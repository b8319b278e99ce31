import { jpegOf } from '../jpeg.ts'
import { v7 as uuidv7 } from 'uuid'
import type { CalledName, FramedName } from '../../../server/protocol/operations.ts'
import { newPlan } from './plans.ts'
import { PASSWORD } from './staff.ts'
import type { Belongings } from './two-sites.ts'

/** One try to reach a gym from another one: what is asked there with the ids of here. */
export interface Crossing {
  params: (theirs: Belongings & { mark: string }) => object
  /** How it is refused: the code of an error. Absent where it is answered about the asker's own gym. */
  refused?: string
  /** What the answer says, where that shows that nothing was found. */
  answer?: object
}

const memberOf = ({ memberId }: Belongings): { memberId: string } => ({ memberId })
const visitOf = ({ visitId }: Belongings): { checkInId: string } => ({ checkInId: visitId })
const nothing = (): object => ({})

const NO_MEMBER = { refused: 'member_not_found' }
const NO_VISIT = { refused: 'visit_not_found' }
/** A message, an account or a desk that there is not. */
const UNKNOWN = { refused: 'invalid_message' }

const TODAY = new Date().toISOString().slice(0, 10)

/** A row an operation: a new one has to say here how it stays within its gym. */
export const CROSSINGS: Record<FramedName | CalledName, Crossing> = {
  'visits.checkIn': { params: memberOf, ...NO_MEMBER },
  'visits.checkOut': { params: visitOf, ...NO_VISIT },
  'visits.scan': { params: ({ card }) => ({ code: card }), answer: { verdict: 'denied', member: null } },
  'visits.undo': { params: visitOf, ...NO_VISIT },
  'closings.review': { params: (theirs) => ({ ...visitOf(theirs), outcome: 'inside' }), ...NO_VISIT },
  'occupancy.correct': { params: () => ({ counted: 1, reason: 'counted' }) },
  'scans.preview': { params: ({ card }) => ({ code: card }), answer: { member: null } },
  'closings.list': { params: nothing },
  'occupancy.curve': { params: nothing },
  'members.search': { params: ({ mark }) => ({ query: mark }), answer: { members: [] } },
  'members.get': { params: memberOf, ...NO_MEMBER },
  'members.history': { params: memberOf, answer: { entries: [], next: null } },
  'members.add': { params: () => ({ memberId: uuidv7(), full_name: 'New' }) },
  'members.list': { params: ({ mark }) => ({ query: mark }), answer: { members: [], next: null } },
  'members.lookAlikes': { params: ({ mark }) => ({ full_name: mark }), answer: { members: [] } },
  'members.checkPhone': { params: () => ({ phone: '030 1' }) },
  'members.fields': { params: memberOf, ...NO_MEMBER },
  'members.edit': {
    params: (theirs) => ({
      ...memberOf(theirs),
      id: uuidv7(),
      fields: { phone: { was: '', now: '030 1' } },
    }),
    ...NO_MEMBER,
  },
  'proposals.decide': {
    params: ({ memberId, noteId }) => ({ memberId, proposalId: noteId, accept: true, was: '' }),
    ...NO_MEMBER,
  },
  'members.change': { params: (theirs) => ({ ...memberOf(theirs), now: { debt_cents: 0 } }), ...NO_MEMBER },
  'members.undoChange': {
    params: (theirs) => ({
      ...memberOf(theirs),
      changed_time: new Date().toISOString(),
      ...{ now: { debt_cents: 4900 }, was: { debt_cents: 0 } },
    }),
    ...NO_MEMBER,
  },
  'members.freeze': {
    params: (theirs) => ({ ...memberOf(theirs), freezeId: uuidv7(), from: '2026-01-01' }),
    ...NO_MEMBER,
  },
  'members.unfreeze': {
    params: (theirs) => ({ ...memberOf(theirs), freezeId: theirs.memberId }),
    ...NO_MEMBER,
  },
  'duplicates.list': { params: nothing },
  'duplicates.dismiss': { params: (theirs) => ({ ...memberOf(theirs), otherId: uuidv7() }), ...NO_MEMBER },
  'merges.preview': { params: (theirs) => ({ ...memberOf(theirs), otherId: uuidv7() }), ...NO_MEMBER },
  'members.merge': {
    params: (theirs) => ({
      ...memberOf(theirs),
      ...{ id: uuidv7(), otherId: uuidv7(), take: [] },
      seen: { member: new Date().toISOString(), other: new Date().toISOString() },
    }),
    ...NO_MEMBER,
  },
  'merges.list': { params: nothing, answer: { merges: [] } },
  'merges.undo': { params: () => ({ id: uuidv7() }), ...UNKNOWN },
  'members.suspend': {
    params: (theirs) => ({ ...memberOf(theirs), id: uuidv7(), reason: 'Fell out' }),
    ...NO_MEMBER,
  },
  'members.delete': { params: memberOf, ...NO_MEMBER },
  'ledger.list': { params: memberOf, answer: { entries: [], next: null } },
  'ledger.find': { params: nothing },
  'ledger.pay': {
    params: (theirs) => ({ ...memberOf(theirs), change_id: uuidv7(), cents: 100, way: 'cash' }),
    ...NO_MEMBER,
  },
  'ledger.writeOff': {
    params: (theirs) => ({ ...memberOf(theirs), change_id: uuidv7(), cents: 100, reason: 'gone' }),
    ...NO_MEMBER,
  },
  'ledger.reverse': {
    params: ({ entryId }) => ({ entryId, change_id: uuidv7(), reason: 'mistaken' }),
    ...UNKNOWN,
  },
  'conversations.list': { params: memberOf, answer: { conversations: [] } },
  'conversations.add': {
    params: (theirs) => ({ ...memberOf(theirs), conversationId: uuidv7(), note: 'called' }),
    ...NO_MEMBER,
  },
  'followUps.list': { params: () => ({ list: 'owing' }) },
  'followUps.speak': {
    params: (theirs) => ({ ...memberOf(theirs), conversationId: uuidv7(), list: 'owing', about: '' }),
    ...NO_MEMBER,
  },
  'filters.list': { params: nothing },
  'filters.save': {
    params: () => {
      const filters = { plan: null, state: null, also: null, days: 14, order: 'name' }
      return { id: uuidv7(), name: uuidv7(), filters }
    },
  },
  'filters.remove': { params: () => ({ id: uuidv7() }) },
  'changes.list': { params: nothing },
  'changes.preview': { params: ({ changeId }) => ({ id: changeId }), refused: 'request_conflict' },
  'changes.undo': { params: ({ changeId }) => ({ id: changeId }), refused: 'request_conflict' },
  'mappings.list': { params: nothing },
  'mappings.get': { params: ({ mark }) => ({ name: `${mark} mapping` }), ...UNKNOWN },
  'mappings.remove': { params: ({ mark }) => ({ name: `${mark} mapping` }) },
  'plans.list': { params: nothing },
  'plans.holders': { params: nothing },
  'plans.effect': { params: ({ mark }) => newPlan({ name: `${mark} plan` }), answer: { members: 0 } },
  'plans.add': { params: () => newPlan({ name: uuidv7() }) },
  'plans.change': { params: ({ planId }) => ({ ...newPlan({ id: planId }), version: 1 }), ...UNKNOWN },
  'plans.retire': { params: ({ planId }) => ({ id: planId }), ...UNKNOWN },
  'plans.order': { params: ({ planId }) => ({ ids: [planId] }), refused: 'request_conflict' },
  'plans.sell': {
    params: (theirs) => ({ ...memberOf(theirs), id: uuidv7(), planId: theirs.planId, version: 1, was: {} }),
    ...NO_MEMBER,
  },
  'shutDays.list': { params: nothing },
  'shutDays.preview': { params: () => ({ from: TODAY, until: TODAY }) },
  'shutDays.add': {
    params: () => ({ id: uuidv7(), from: TODAY, until: TODAY, reason: 'Shut' }),
  },
  'shutDays.takeBack': { params: () => ({ id: uuidv7() }), ...UNKNOWN },
  'shutDays.members': { params: () => ({ id: uuidv7() }), answer: { members: [], next: null } },
  'passes.sell': {
    params: (theirs) => ({
      ...{ id: uuidv7(), memberId: uuidv7(), full_name: theirs.mark, planId: theirs.planId, version: 1 },
    }),
    ...UNKNOWN,
  },
  'guests.bring': {
    params: ({ memberId, mark }) => ({
      ...{ id: uuidv7(), hostId: memberId, memberId: uuidv7(), full_name: mark },
    }),
    ...NO_MEMBER,
  },
  'families.of': { params: memberOf, ...NO_MEMBER },
  'families.join': { params: (theirs) => ({ ...memberOf(theirs), holderId: uuidv7() }), ...NO_MEMBER },
  'families.leave': { params: memberOf, ...NO_MEMBER },
  'families.pay': {
    params: (theirs) => ({ ...memberOf(theirs), change_id: uuidv7(), cents: 4900, way: 'cash' }),
    refused: 'request_conflict',
  },
  'cards.attach': { params: (theirs) => ({ ...memberOf(theirs), code: 'NEW-CARD' }), ...NO_MEMBER },
  'cards.withdraw': { params: ({ memberId, card }) => ({ memberId, code: card }), ...NO_MEMBER },
  'cards.restore': { params: ({ memberId, card }) => ({ memberId, code: card }), ...NO_MEMBER },
  'cards.replace': {
    params: ({ memberId, card }) => ({ memberId, code: card, newCode: 'NEW-CARD' }),
    ...NO_MEMBER,
  },
  'cards.lend': { params: ({ memberId, card }) => ({ memberId, code: card, until: null }), ...NO_MEMBER },
  'cards.print': { params: ({ memberId }) => ({ memberIds: [memberId], assign: true }), ...NO_MEMBER },
  'photos.get': { params: memberOf, answer: { image: null } },
  'photos.set': {
    params: (theirs) => ({ ...memberOf(theirs), image: jpegOf().toString('base64') }),
    ...NO_MEMBER,
  },
  'photos.remove': { params: memberOf, ...NO_MEMBER },
  'overrides.end': { params: ({ memberId, overrideId }) => ({ memberId, overrideId }), ...NO_MEMBER },
  'notes.write': {
    params: ({ memberId, noteId }) => ({ memberId, noteId, level: 'info', text: 'Another' }),
    ...NO_MEMBER,
  },
  'notes.end': { params: ({ memberId, noteId }) => ({ memberId, noteId }), ...NO_MEMBER },
  'messages.list': { params: nothing },
  'messages.send': {
    params: ({ deskId }) => ({ id: uuidv7(), text: 'Hello', toDeskId: deskId }),
    ...UNKNOWN,
  },
  'messages.end': { params: ({ messageId }) => ({ id: messageId }), ...UNKNOWN },
  'messages.see': { params: ({ messageId }) => ({ id: messageId }), ...UNKNOWN },
  'handover.read': { params: nothing },
  'handover.write': { params: () => ({ base: 7, text: 'Another' }), refused: 'request_conflict' },
  'handover.confirm': { params: () => ({ version: 1 }) },
  'reports.shift': { params: () => ({ whose: 'all' }) },
  'reports.day': { params: nothing },
  'audit.list': { params: nothing },
  'staff.list': { params: nothing },
  'staff.add': { params: () => ({ username: `new-${uuidv7()}`, full_name: 'New', role: 'viewer' }) },
  'staff.change': { params: ({ staffId }) => ({ id: staffId, disabled: true }), ...UNKNOWN },
  'staff.resetPassword': { params: ({ staffId }) => ({ id: staffId }), ...UNKNOWN },
  'me.changePassword': {
    params: () => ({ password: 'of somebody else', newPassword: 'four words make another' }),
    refused: 'authentication_failed',
  },
  'me.changePin': { params: () => ({ password: PASSWORD, pin: null }) },
  'desks.list': { params: nothing },
  'desks.rename': { params: ({ deskId }) => ({ id: deskId, name: 'Another' }), ...UNKNOWN },
  'desks.remove': { params: ({ deskId }) => ({ id: deskId }), ...UNKNOWN },
  'links.make': { params: () => ({ role: 'viewer' }) },
  'network.read': { params: nothing },
  'network.switch': { params: () => ({ isOn: false }) },
  'clock.confirm': { params: nothing },
  'diagnostics.read': { params: nothing },
}
