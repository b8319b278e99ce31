import { Route, Router, Switch } from 'wouter'
import { useHashLocation } from 'wouter/use-hash-location'
import { hasRight } from '../../server/protocol/rights.ts'
import { useDesk } from '../contexts/WebSocketContext.tsx'
import { goToDesk } from './address.ts'
import { ALL_SCREENS } from './screens.tsx'

/** The screen that the address names, where whoever is signed in may see it; nothing where it is the desk's own. */
export function OpenScreen() {
  const person = useDesk('person')
  return (
    <Router hook={useHashLocation}>
      <Switch>
        {ALL_SCREENS.map(({ address, right, Content }) => (
          <Route key={address} path={address}>
            {(params) =>
              (right === null || (person !== null && hasRight(person.role, right))) && (
                <Content params={params} onClose={goToDesk} />
              )
            }
          </Route>
        ))}
      </Switch>
    </Router>
  )
}
