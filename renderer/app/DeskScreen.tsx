import { useState } from 'react'
import { useScanActions } from '../contexts/CheckInContext.tsx'
import { useTakeCode } from '../contexts/use-readers.ts'
import { useDesk } from '../contexts/WebSocketContext.tsx'
import { ActivityList } from '../features/activity/ActivityList.tsx'
import { CountButton } from '../features/closing/CountButton.tsx'
import { ReviewButton } from '../features/closing/ReviewButton.tsx'
import { KeysSheet } from '../features/help/KeysSheet.tsx'
import { MembersPanel } from '../features/members/MembersPanel.tsx'
import { MessagesButton } from '../features/messages/MessagesButton.tsx'
import { MessagesSheet, type MessagesTab } from '../features/messages/MessagesSheet.tsx'
import { MessageStrip } from '../features/messages/MessageStrip.tsx'
import { useHandoverDue } from '../features/messages/use-handover-due.ts'
import { NoticesButton } from '../features/notices/NoticesButton.tsx'
import { OccupancyCard } from '../features/occupancy/OccupancyCard.tsx'
import { MemberDisplaySettings } from '../features/member-display/MemberDisplaySettings.tsx'
import { ToMemberScreen } from '../features/member-display/ToMemberScreen.tsx'
import { PersonMenu } from '../features/people/PersonMenu.tsx'
import { ShiftSheet } from '../features/reports/ShiftSheet.tsx'
import { RollCallButton } from '../features/roll-call/RollCallButton.tsx'
import { MemberSheet } from '../features/scan/MemberSheet.tsx'
import { ScanStage } from '../features/scan/ScanStage.tsx'
import { useScanner } from '../features/scan/use-scanner.ts'
import { ScreenButton } from '../features/screen/ScreenButton.tsx'
import { SetUpSheet } from '../features/setup/SetUpSheet.tsx'
import { StaffSheet } from '../features/staff/StaffSheet.tsx'
import { TopLine } from '../features/status/TopLine.tsx'
import { WarningBanner } from '../features/status/WarningBanner.tsx'
import { KEYS } from '../ui/keys.ts'
import { useKey } from '../ui/use-key.ts'
import { KioskSettings } from './KioskSettings.tsx'
import { SaveDiagnostics } from './SaveDiagnostics.tsx'
import { ThisPc } from './ThisPc.tsx'

/** The desk at work: its state above, the scan on the left, the building on the right. */
export function DeskScreen() {
  const { read } = useScanActions()
  const person = useDesk('person')
  const [opened, setOpened] = useState<'staff' | 'set_up' | 'shift' | 'keys' | MessagesTab | null>(null)
  const [member, setMember] = useState<{ id: string; full_name: string } | null>(null)
  const close = (): void => setOpened(null)
  const setUp = (): void => setOpened('set_up')
  const keys = (): void => setOpened('keys')
  useScanner({ onCode: useTakeCode(), onMixture: read })
  useKey(KEYS.setUp, setUp)
  useKey(KEYS.help, keys)
  useHandoverDue(() => setOpened('handover'))
  return (
    <div className="app">
      <div className="app__top">
        <WarningBanner />
        <TopLine
          person={
            <PersonMenu
              onSetUp={setUp}
              onKeys={keys}
              onShift={() => setOpened('shift')}
              onStaff={() => setOpened('staff')}
            />
          }
          onSetUp={setUp}
          review={<ReviewButton />}
          tools={
            <>
              <MessagesButton onPress={() => setOpened('messages')} />
              <NoticesButton />
            </>
          }
          screen={<ScreenButton more={<OfThisScreen />} />}
        />
        <MessageStrip onOpen={setOpened} />
      </div>
      <ToMemberScreen />
      <main className="app__main">
        <ScanStage />
        <Building onOpen={setMember} />
      </main>
      {member && <MemberSheet memberId={member.id} name={member.full_name} onClose={() => setMember(null)} />}
      {opened === 'set_up' && <SetUpSheet onClose={close} />}
      {opened === 'shift' && <ShiftSheet onClose={close} />}
      {opened === 'keys' && <KeysSheet onClose={close} />}
      {(opened === 'messages' || opened === 'handover') && <MessagesSheet first={opened} onClose={close} />}
      {opened === 'staff' && person?.role === 'manager' && <StaffSheet onClose={close} />}
    </div>
  )
}

/** The right third: how many are inside, what happened at all desks, and who is there. */
function Building({ onOpen }: { onOpen: (member: { id: string; full_name: string }) => void }) {
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
      <MembersPanel onOpen={onOpen} />
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
