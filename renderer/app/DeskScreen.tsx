import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useScanActions } from '../contexts/CheckInContext.tsx'
import { useTakeCode } from '../contexts/use-readers.ts'
import { useDesk } from '../contexts/WebSocketContext.tsx'
import { ActivityList } from '../features/activity/ActivityList.tsx'
import { CountButton } from '../features/closing/CountButton.tsx'
import { ReviewButton } from '../features/closing/ReviewButton.tsx'
import { MembersPanel } from '../features/members/MembersPanel.tsx'
import { MessagesButton } from '../features/messages/MessagesButton.tsx'
import { MessageStrip } from '../features/messages/MessageStrip.tsx'
import { useHandoverDue } from '../features/messages/use-handover-due.ts'
import { NoticesButton } from '../features/notices/NoticesButton.tsx'
import { OccupancyCard } from '../features/occupancy/OccupancyCard.tsx'
import { MemberDisplaySettings } from '../features/member-display/MemberDisplaySettings.tsx'
import { ToMemberScreen } from '../features/member-display/ToMemberScreen.tsx'
import { PersonMenu } from '../features/people/PersonMenu.tsx'
import { RollCallButton } from '../features/roll-call/RollCallButton.tsx'
import type { NewOwner } from '../features/scan/AttachSheet.tsx'
import { ScanStage } from '../features/scan/ScanStage.tsx'
import { useScanner } from '../features/scan/use-scanner.ts'
import { ScreenButton } from '../features/screen/ScreenButton.tsx'
import { PromoteButton } from '../features/standby/PromoteButton.tsx'
import { TopLine } from '../features/status/TopLine.tsx'
import { WarningBanner } from '../features/status/WarningBanner.tsx'
import { KEYS } from '../ui/keys.ts'
import { useKey } from '../ui/use-key.ts'
import { goTo, goToDesk } from './address.ts'
import { GymFirstSteps } from './GymFirstSteps.tsx'
import { KioskSettings } from './KioskSettings.tsx'
import { SaveDiagnostics } from './SaveDiagnostics.tsx'
import {
  ALL_SCREENS,
  editMember,
  isShownTo,
  mergeMember,
  newMember,
  openMember,
  openScreen,
  printCard,
} from './screens.tsx'
import { OpenScreen } from './OpenScreen.tsx'
import { ThisPc } from './ThisPc.tsx'
import { WithPlans } from './WithPlans.tsx'

/** The desk at work: its state above, the scan on the left, the building on the right. */
export function DeskScreen() {
  const { read } = useScanActions()
  const setUp = (): void => openScreen('setUp')
  const keys = (): void => openScreen('keys')
  const [newOwner, setNewOwner] = useState<NewOwner | null>(null)
  useScanner({ onCode: useTakeCode(), onMixture: read })
  useKey(KEYS.setUp, setUp)
  useKey(KEYS.help, keys)
  useKey(KEYS.sellPass, () => openScreen('sellPass'))
  // Whoever signs in next begins at the desk.
  useEffect(() => goToDesk, [])
  useHandoverDue(() => openScreen('handover'))
  return (
    <div className="app">
      <div className="app__top">
        <WarningBanner />
        <TopLine
          person={<Menu />}
          withoutHub={<PromoteButton />}
          onSetUp={setUp}
          review={<ReviewButton />}
          tools={
            <>
              <MessagesButton onPress={() => openScreen('messages')} />
              <NoticesButton />
            </>
          }
          screen={<ScreenButton more={<OfThisScreen />} />}
        />
        <MessageStrip onOpen={openScreen} />
      </div>
      <ToMemberScreen />
      <main className="app__main">
        <ScanStage
          onEdit={editMember}
          onMerge={mergeMember}
          onPrint={printCard}
          onNewMember={setNewOwner}
          idle={<GymFirstSteps />}
        />
        <Building />
      </main>
      <OpenScreen />
      {newOwner && <NewOwnerSheet owner={newOwner} onClose={() => setNewOwner(null)} />}
    </div>
  )
}

/** Whose card was scanned becomes a member, and the card is scanned again. */
function NewOwnerSheet({ owner: { shown, name }, onClose }: { owner: NewOwner; onClose: () => void }) {
  const { again } = useScanActions()
  return (
    <WithPlans>
      {(onPlans) => (
        <newMember.Content
          name={name}
          card={shown.code}
          onAdded={(_member, renewal) => {
            onClose()
            again(shown, {}, renewal)
          }}
          onOpen={(member) => {
            onClose()
            openMember(member)
          }}
          onPlans={onPlans}
          onClose={onClose}
        />
      )}
    </WithPlans>
  )
}

/** The menu of whoever is signed in, with the screens that are in it. */
function Menu() {
  const { t } = useTranslation()
  const role = useDesk('person')?.role ?? null
  const screens = ALL_SCREENS.flatMap((screen) => {
    const { menu, address } = screen
    if (menu === undefined || !isShownTo(role, screen)) return []
    return [{ label: t(menu), onChoose: () => goTo(address.replace(/\/:\w+\?$/, '')) }]
  })
  return <PersonMenu screens={screens} />
}

/** The right third: how many are inside, what happened at all desks, and who is there. */
function Building() {
  return (
    <div className="app__building">
      <OccupancyCard
        actions={
          <>
            <CountButton />
            <RollCallButton />
          </>
        }
      />
      <ActivityList />
      <MembersPanel onOpen={openMember} />
    </div>
  )
}

/** What only a desk's screen has to choose. */
function OfThisScreen() {
  return (
    <>
      <MemberDisplaySettings />
      <KioskSettings />
      <ThisPc />
      <SaveDiagnostics />
    </>
  )
}
