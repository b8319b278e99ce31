import { useState } from 'react'
import { useScans } from '../contexts/CheckInContext.tsx'
import { useTakeCode } from '../contexts/use-readers.ts'
import { useDesk } from '../contexts/WebSocketContext.tsx'
import { ActivityList } from '../features/activity/ActivityList.tsx'
import { MembersPanel } from '../features/members/MembersPanel.tsx'
import { OccupancyCard } from '../features/occupancy/OccupancyCard.tsx'
import { MemberDisplaySettings } from '../features/member-display/MemberDisplaySettings.tsx'
import { useMemberDisplay } from '../features/member-display/use-member-display.ts'
import { PersonMenu } from '../features/people/PersonMenu.tsx'
import { ScanStage } from '../features/scan/ScanStage.tsx'
import { useScanner } from '../features/scan/use-scanner.ts'
import { ScreenButton } from '../features/screen/ScreenButton.tsx'
import { SetUpSheet } from '../features/setup/SetUpSheet.tsx'
import { StaffSheet } from '../features/staff/StaffSheet.tsx'
import { TopLine } from '../features/status/TopLine.tsx'
import { WarningBanner } from '../features/status/WarningBanner.tsx'
import { useKey } from '../ui/use-key.ts'
import { KioskSettings } from './KioskSettings.tsx'

/** The desk at work: its state above, the scan on the left, the building on the right. */
export function DeskScreen() {
  const { read } = useScans()
  const { person } = useDesk()
  const [opened, setOpened] = useState<'staff' | 'set_up' | null>(null)
  const close = (): void => setOpened(null)
  const setUp = (): void => setOpened('set_up')
  useScanner({ onCode: useTakeCode(), onMixture: read })
  useKey('F2', setUp)
  useMemberDisplay()
  return (
    <div className="app">
      <div className="app__top">
        <WarningBanner />
        <TopLine
          person={<PersonMenu onSetUp={setUp} onStaff={() => setOpened('staff')} />}
          onSetUp={setUp}
          screen={
            <ScreenButton
              more={
                <>
                  <MemberDisplaySettings />
                  <KioskSettings />
                </>
              }
            />
          }
        />
      </div>
      <main className="app__main">
        <ScanStage />
        <div className="app__building">
          <OccupancyCard />
          <ActivityList />
          <MembersPanel />
        </div>
      </main>
      {opened === 'set_up' && <SetUpSheet onClose={close} />}
      {opened === 'staff' && person?.role === 'manager' && <StaffSheet onClose={close} />}
    </div>
  )
}
