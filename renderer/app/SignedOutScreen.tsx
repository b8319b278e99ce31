import { useState } from 'react'
import { useSession } from '../contexts/WebSocketContext.tsx'
import { SignInScreen } from '../features/people/SignInScreen.tsx'
import { LanguageChoice } from '../features/screen/LanguageChoice.tsx'
import { useScanner } from '../features/scan/use-scanner.ts'
import { PromoteButton } from '../features/standby/PromoteButton.tsx'
import { ScreenCorner } from './ScreenCorner.tsx'

/** Whoever cannot sign in because the hub is lost finds here how this PC goes on. */
function Below() {
  const { error } = useSession()
  return (
    <>
      <LanguageChoice />
      {error === 'unreachable' && <PromoteButton />}
    </>
  )
}

/** The sign-in screen. A card that is scanned here is no password and no code: nobody is there to decide about it. */
export function SignedOutScreen() {
  const [isCardIgnored, setIsCardIgnored] = useState(false)
  const ignore = (): void => setIsCardIgnored(true)
  useScanner({ onCode: ignore, onMixture: ignore })
  return (
    <>
      <ScreenCorner />
      <SignInScreen isCardIgnored={isCardIgnored} below={<Below />} />
    </>
  )
}
