import { Route, Router, Switch } from 'wouter'
import { useHashLocation } from 'wouter/use-hash-location'
import { useDesk } from '../contexts/WebSocketContext.tsx'
import { goToDesk } from './address.ts'
import { ALL_SCREENS, isShownTo } from './screens.tsx'

/** The screen that the address names, where whoever is signed in may see it; nothing where it is the desk's own. */
export function OpenScreen() {
  const person = useDesk('person')
  return (
    <Router hook={useHashLocation}>
      <Switch>
        {ALL_SCREENS.filter((screen) => isShownTo(person?.role ?? null, screen)).map(
          ({ address, Content }) => (
            <Route key={address} path={address}>
              {(params) => <Content params={params} onClose={goToDesk} />}
            </Route>
          ),
        )}
      </Switch>
    </Router>
  )
}
