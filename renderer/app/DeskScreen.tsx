import { ActivityList } from '../features/activity/ActivityList.tsx'
import { MembersPanel } from '../features/members/MembersPanel.tsx'
import { OccupancyCard } from '../features/occupancy/OccupancyCard.tsx'
import { ScanStage } from '../features/scan/ScanStage.tsx'
import { useScanner } from '../features/scan/use-scanner.ts'
import { TopLine } from '../features/status/TopLine.tsx'
import { WarningBanner } from '../features/status/WarningBanner.tsx'

/** The desk at work: its state above, the scan on the left, the building on the right. */
export function DeskScreen() {
  useScanner()
  return (
    <div className="app">
      <div className="app__top">
        <WarningBanner />
        <TopLine />
      </div>
      <main className="app__main">
        <ScanStage />
        <div className="app__building">
          <OccupancyCard />
          <ActivityList />
          <MembersPanel />
        </div>
      </main>
    </div>
  )
}
