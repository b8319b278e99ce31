import type { CalledName, SentParamsOf } from '../protocol/operations.ts'

type Address = readonly [method: 'GET' | 'POST' | 'PUT', address: string, operation: CalledName]

/** Operations by their addresses. What stands in an address, a query or a body are the operation's params. */
export const ADDRESSES = [
  ['GET', '/api/v1/members/list', 'members.list'],
  ['PUT', '/api/v1/members/:memberId', 'members.add'],
  ['GET', '/api/v1/members/:memberId/fields', 'members.fields'],
  ['PUT', '/api/v1/members/:memberId/edits/:id', 'members.edit'],
  ['POST', '/api/v1/members/:memberId/proposals/:proposalId', 'proposals.decide'],
  ['POST', '/api/v1/members/:memberId', 'members.change'],
  ['POST', '/api/v1/members/:memberId/undo', 'members.undoChange'],
  ['PUT', '/api/v1/members/:memberId/freezes/:freezeId', 'members.freeze'],
  ['POST', '/api/v1/members/:memberId/freezes/:freezeId/end', 'members.unfreeze'],
  ['GET', '/api/v1/duplicates', 'duplicates.list'],
  ['POST', '/api/v1/members/:memberId/dismiss-duplicate', 'duplicates.dismiss'],
  ['GET', '/api/v1/members/:memberId/merge', 'merges.preview'],
  ['POST', '/api/v1/members/:memberId/merge', 'members.merge'],
  ['GET', '/api/v1/merges', 'merges.list'],
  ['POST', '/api/v1/merges/:id/undo', 'merges.undo'],
  ['PUT', '/api/v1/members/:memberId/suspensions/:id', 'members.suspend'],
  ['POST', '/api/v1/members/:memberId/delete', 'members.delete'],
  ['GET', '/api/v1/members/:memberId/conversations', 'conversations.list'],
  ['PUT', '/api/v1/members/:memberId/conversations/:conversationId', 'conversations.add'],
  ['GET', '/api/v1/follow-ups', 'followUps.list'],
  ['PUT', '/api/v1/follow-ups/:memberId/:conversationId', 'followUps.speak'],
  ['GET', '/api/v1/members/:memberId/ledger', 'ledger.list'],
  ['POST', '/api/v1/members/:memberId/payments', 'ledger.pay'],
  ['POST', '/api/v1/members/:memberId/write-offs', 'ledger.writeOff'],
  ['GET', '/api/v1/ledger', 'ledger.find'],
  ['POST', '/api/v1/ledger/:entryId/reverse', 'ledger.reverse'],
  ['PUT', '/api/v1/members/:memberId/sales/:id', 'plans.sell'],
  ['PUT', '/api/v1/passes/:id', 'passes.sell'],
  ['PUT', '/api/v1/members/:hostId/guests/:id', 'guests.bring'],
  ['GET', '/api/v1/members/:memberId/family', 'families.of'],
  ['PUT', '/api/v1/members/:memberId/family/:holderId', 'families.join'],
  ['POST', '/api/v1/members/:memberId/family/leave', 'families.leave'],
  ['POST', '/api/v1/members/:memberId/family/pay', 'families.pay'],
  ['GET', '/api/v1/changes', 'changes.list'],
  ['GET', '/api/v1/changes/:id/undo', 'changes.preview'],
  ['POST', '/api/v1/changes/:id/undo', 'changes.undo'],
  ['GET', '/api/v1/mappings', 'mappings.list'],
  ['GET', '/api/v1/mappings/:name', 'mappings.get'],
  ['POST', '/api/v1/mappings/:name/remove', 'mappings.remove'],
  ['GET', '/api/v1/plans', 'plans.list'],
  ['PUT', '/api/v1/plans/:id', 'plans.add'],
  ['POST', '/api/v1/plans/:id', 'plans.change'],
  ['POST', '/api/v1/plans/:id/retire', 'plans.retire'],
  ['GET', '/api/v1/shut-days', 'shutDays.list'],
  ['GET', '/api/v1/shut-days/preview', 'shutDays.preview'],
  ['PUT', '/api/v1/shut-days/:id', 'shutDays.add'],
  ['POST', '/api/v1/shut-days/:id/take-back', 'shutDays.takeBack'],
  ['GET', '/api/v1/shut-days/:id/members', 'shutDays.members'],
  ['POST', '/api/v1/members/:memberId/photo/remove', 'photos.remove'],
  ['PUT', '/api/v1/members/:memberId/cards', 'cards.attach'],
  ['POST', '/api/v1/members/:memberId/cards/withdraw', 'cards.withdraw'],
  ['POST', '/api/v1/members/:memberId/cards/restore', 'cards.restore'],
  ['POST', '/api/v1/members/:memberId/cards/replace', 'cards.replace'],
  ['POST', '/api/v1/members/:memberId/cards/lend', 'cards.lend'],
  ['POST', '/api/v1/cards/print', 'cards.print'],
  ['POST', '/api/v1/members/:memberId/overrides/:overrideId/end', 'overrides.end'],
  ['PUT', '/api/v1/members/:memberId/notes/:noteId', 'notes.write'],
  ['POST', '/api/v1/members/:memberId/notes/:noteId/end', 'notes.end'],
  ['GET', '/api/v1/messages', 'messages.list'],
  ['PUT', '/api/v1/messages/:id', 'messages.send'],
  ['POST', '/api/v1/messages/:id/end', 'messages.end'],
  ['PUT', '/api/v1/messages/:id/seen', 'messages.see'],
  ['GET', '/api/v1/handover', 'handover.read'],
  ['PUT', '/api/v1/handover', 'handover.write'],
  ['PUT', '/api/v1/handover/read', 'handover.confirm'],
  ['GET', '/api/v1/staff', 'staff.list'],
  ['POST', '/api/v1/staff', 'staff.add'],
  ['POST', '/api/v1/staff/:id', 'staff.change'],
  ['POST', '/api/v1/staff/:id/reset-password', 'staff.resetPassword'],
  ['POST', '/api/v1/me/password', 'me.changePassword'],
  ['POST', '/api/v1/me/pin', 'me.changePin'],
  ['GET', '/api/v1/desks', 'desks.list'],
  ['POST', '/api/v1/desks/:id', 'desks.rename'],
  ['POST', '/api/v1/desks/:id/remove', 'desks.remove'],
  ['GET', '/api/v1/audit', 'audit.list'],
  ['POST', '/api/v1/links', 'links.make'],
  ['GET', '/api/v1/lan', 'network.read'],
  ['POST', '/api/v1/lan', 'network.switch'],
  ['POST', '/api/v1/clock/confirm', 'clock.confirm'],
  ['GET', '/api/v1/diagnostics', 'diagnostics.read'],
] as const satisfies readonly Address[]

/** What has an address. */
export type AddressedName = (typeof ADDRESSES)[number][2]

/** The request that asks for an operation: of its params some stand in the address, the rest in the body, or in the query of a GET. */
export function requestFor<Name extends AddressedName>(
  name: Name,
  params: SentParamsOf<Name>,
): { method: string; path: string; body: string | null } {
  const route = ADDRESSES.find(([, , operation]) => operation === name)
  if (!route) throw new Error(`${name} has no address.`)
  const [method, address] = route
  const rest = new Map(Object.entries(params))
  const path = address.replaceAll(/:(\w+)/g, (_, key: string) => {
    const value = String(rest.get(key))
    rest.delete(key)
    return encodeURIComponent(value)
  })
  if (method !== 'GET') return { method, path, body: JSON.stringify(Object.fromEntries(rest)) }
  const query = new URLSearchParams(
    [...rest].map(([key, value]): [string, string] => [key, String(value)]),
  ).toString()
  return { method, path: query === '' ? path : `${path}?${query}`, body: null }
}
