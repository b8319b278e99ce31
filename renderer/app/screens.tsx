import type { ParseKeys } from 'i18next'
import type { ComponentType } from 'react'
import { hasRight, type Right } from '../../server/protocol/rights.ts'
import type { Role } from '../../server/protocol/roles.ts'
import { loadedLater, type ScreenProps } from '../contexts/loaded-later.tsx'
import { goBack, goTo, stateOfShown } from './address.ts'
import { plans, WithPlans } from './WithPlans.tsx'

interface Named {
  id: string
  full_name: string
}

interface Screen {
  /** After the `#` of the page's own address. */
  address: string
  /** Without it the screen is not shown; what is in it the hub decides. Null where everybody may. */
  right: Right | null
  /** Its name in the menu of whoever is signed in; one without opens from elsewhere. */
  menu?: ParseKeys
  Content: ComponentType<ScreenProps>
  /** Loads its code, of a screen that is no part of what a desk loads first. */
  load?: () => Promise<void>
}

const loadMessages = (first: 'messages' | 'handover') =>
  loadedLater(async () => {
    const { MessagesSheet } = await import('../features/messages/MessagesSheet.tsx')
    return ({ onClose }) => <MessagesSheet first={first} onClose={onClose} />
  })

/** A new member, who may be the owner of the card that was scanned. */
export const newMember = loadedLater(
  async () => (await import('../features/member-form/NewMemberSheet.tsx')).NewMemberSheet,
)

/** Every screen that opens beside the stage, in the order of the menu. One more is its folder, its words and a row here. */
const SCREENS = {
  members: {
    address: '/members/all/:filters?',
    right: 'see',
    menu: 'memberList.title',
    ...loadedLater(async () => {
      const { MembersSheet } = await import('../features/member-list/MembersSheet.tsx')
      return ({ params, onClose }) => (
        <MembersSheet
          filters={params['filters'] ?? ''}
          onFilters={openMembers}
          typed={stateOfShown().typed ?? ''}
          onOpen={openFromList}
          onNew={() => openScreen('newMember')}
          onPrint={(members, typed) => printCards(members, typed)}
          onClose={onClose}
        />
      )
    }),
  },
  newMember: {
    address: '/members/new',
    right: 'register_members',
    Content: ({ onClose }) => (
      <WithPlans>
        {(onPlans) => (
          <newMember.Content onAdded={openMember} onOpen={openMember} onPlans={onPlans} onClose={onClose} />
        )}
      </WithPlans>
    ),
    load: newMember.load,
  },
  printCards: {
    address: '/members/print',
    right: 'work_the_desk',
    ...loadedLater(async () => {
      const { PrintCardsSheet } = await import('../features/member-cards/PrintCardsSheet.tsx')
      return () => <PrintCardsSheet members={stateOfShown().printed ?? []} onClose={goBack} />
    }),
  },
  editMember: {
    address: '/members/:memberId/edit',
    right: 'register_members',
    ...loadedLater(async () => {
      const { EditMemberSheet } = await import('../features/member-form/EditMemberSheet.tsx')
      return ({ params, onClose }) => (
        <EditMemberSheet memberId={params['memberId'] ?? ''} onProposed={openMember} onClose={onClose} />
      )
    }),
  },
  member: {
    address: '/members/:memberId',
    right: null,
    ...loadedLater(async () => {
      const { MemberSheet } = await import('../features/scan/later-sheets.ts')
      return ({ params }) => (
        <MemberSheet
          memberId={params['memberId'] ?? ''}
          name={stateOfShown().name ?? ''}
          onEdit={editMember}
          onMerge={mergeMember}
          onMoved={openMember}
          onPrint={printCard}
          onClose={goBack}
        />
      )
    }),
  },
  sellPass: {
    address: '/pass',
    right: 'renew_members',
    menu: 'families.pass.title',
    ...loadedLater(async () => {
      const { PassSheet } = await import('../features/scan/later-sheets.ts')
      return ({ onClose }) => (
        <WithPlans>{(onPlans) => <PassSheet onPlans={onPlans} onClose={onClose} />}</WithPlans>
      )
    }),
  },
  followUp: {
    address: '/follow-up',
    right: 'work_the_desk',
    menu: 'lists.followUp',
    ...loadedLater(async () => {
      const { FollowUpSheet } = await import('../features/follow-up/FollowUpSheet.tsx')
      return ({ onClose }) => <FollowUpSheet onMember={openMember} onClose={onClose} />
    }),
  },
  merge: {
    address: '/members/:memberId/merge/:otherId?',
    right: 'change_members',
    ...loadedLater(async () => {
      const { MergeSheet } = await import('../features/duplicates/MergeSheet.tsx')
      return ({ params, onClose }) => (
        <MergeSheet
          memberId={params['memberId'] ?? ''}
          otherId={params['otherId'] ?? null}
          onChoose={compareMembers}
          onMerged={openMember}
          onClose={onClose}
        />
      )
    }),
  },
  messages: { address: '/messages', right: null, ...loadMessages('messages') },
  handover: { address: '/handover', right: null, ...loadMessages('handover') },
  shift: {
    address: '/shift',
    right: 'work_the_desk',
    menu: 'shift.title',
    ...loadedLater(async () => (await import('../features/reports/ShiftSheet.tsx')).ShiftSheet),
  },
  setUp: {
    address: '/set-up',
    right: null,
    menu: 'setUp.title',
    ...loadedLater(async () => (await import('../features/setup/SetUpSheet.tsx')).SetUpSheet),
  },
  keys: {
    address: '/keys',
    right: null,
    menu: 'keys.open',
    ...loadedLater(async () => (await import('../features/help/KeysSheet.tsx')).KeysSheet),
  },
  ledger: {
    address: '/ledger',
    right: 'read_audit',
    menu: 'ledger.title',
    ...loadedLater(async () => {
      const { LedgerSheet } = await import('../features/ledger/LedgerSheet.tsx')
      return ({ onClose }) => <LedgerSheet onMember={openMember} onClose={onClose} />
    }),
  },
  plans: {
    address: '/plans',
    right: 'manage_plans',
    menu: 'plans.title',
    ...plans,
  },
  duplicates: {
    address: '/duplicates',
    right: 'change_members',
    menu: 'duplicates.title',
    ...loadedLater(async () => {
      const { DuplicatesSheet } = await import('../features/duplicates/DuplicatesSheet.tsx')
      return ({ onClose }) => <DuplicatesSheet onCompare={compareMembers} onClose={onClose} />
    }),
  },
  imports: {
    address: '/import',
    right: 'change_members',
    menu: 'imports.title',
    ...loadedLater(async () => (await import('../features/import/ImportSheet.tsx')).ImportSheet),
  },
  staff: {
    address: '/staff',
    right: 'manage_staff',
    menu: 'staff.title',
    ...loadedLater(async () => (await import('../features/staff/StaffSheet.tsx')).StaffSheet),
  },
} satisfies Record<string, Screen>

type ScreenName = keyof typeof SCREENS

export const ALL_SCREENS: readonly Screen[] = Object.values(SCREENS)

/** Whether somebody with this role is shown it; null is nobody. */
export function isShownTo(role: Role | null, { right }: Screen): boolean {
  return right === null || (role !== null && hasRight(role, right))
}

/** Loads what a desk has not loaded first, so that it has every screen when its hub goes away. */
export async function loadAllScreens(): Promise<void> {
  await Promise.allSettled(ALL_SCREENS.map(async ({ load }) => load?.()))
}

/** Opens a screen that is about nobody in particular. */
export function openScreen(
  name: Exclude<ScreenName, 'member' | 'editMember' | 'merge' | 'members' | 'printCards'>,
): void {
  goTo(SCREENS[name].address)
}

/** Opens all of a member. */
export function openMember({ id, full_name }: Named): void {
  goTo(addressOfMember(id), { name: full_name })
}

/** The same of the list of members, to which closing leads back. */
function openFromList({ id, full_name }: Named, typed: string): void {
  const back = { address: window.location.hash.slice(1), typed }
  goTo(addressOfMember(id), { name: full_name, back })
}

function addressOfMember(id: string): string {
  return SCREENS.member.address.replace(':memberId', id)
}

/** Opens the list of members, narrowed by these filters. */
function openMembers(filters: string): void {
  goTo(SCREENS.members.address.replace(':filters?', filters))
}

/** Opens what prints the cards of these members; `typed` is for coming back to the list of them. */
function printCards(members: readonly Named[], typed = ''): void {
  // No more of them than this is needed: the page's history keeps it.
  const printed = members.map(({ id, full_name }) => ({ id, full_name }))
  const address = window.location.hash.slice(1)
  goTo(SCREENS.printCards.address, { printed, ...(address !== '' && { back: { address, typed } }) })
}

/** The same of one member. */
export function printCard(member: Named): void {
  printCards([member])
}

/** Opens what can be changed of a member. */
export function editMember({ id }: { id: string }): void {
  goTo(SCREENS.editMember.address.replace(':memberId', id))
}

/** Opens the search for the member who is the same person. */
export function mergeMember({ id }: { id: string }): void {
  compareMembers(id, '')
}

/** Opens two members beside each other, the one who stays first. */
function compareMembers(memberId: string, otherId: string): void {
  const address = SCREENS.merge.address.replace(':memberId', memberId)
  goTo(address.replace('/:otherId?', otherId === '' ? '' : `/${otherId}`))
}
