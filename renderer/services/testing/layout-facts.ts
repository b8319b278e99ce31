import type { KeyboardLayout, PhysicalKey } from '../scanner/keyboard-layouts.ts'

/**
 * Which key writes each sign and digit, and which letters lie elsewhere than on a US keyboard: as the keyboard data of X.Org
 * (xkeyboard-config: the symbols of us, gb, de, fr, be and es, and pc105 for the key beside the left Shift) have it, not as our own
 * table does. Of what it has with AltGr, only what Windows' layout of that name has too.
 */
const LAYOUT_FACTS: Readonly<Record<KeyboardLayout, string>> = {
  us: String.raw`
    ! Shift+Digit1  " Shift+Quote  # Shift+Digit3  $ Shift+Digit4  % Shift+Digit5  & Shift+Digit7  ' Quote  ( Shift+Digit9
    ) Shift+Digit0  * Shift+Digit8  + Shift+Equal  , Comma  - Minus  . Period  / Slash  0 Digit0  1 Digit1  2 Digit2
    3 Digit3  4 Digit4  5 Digit5  6 Digit6  7 Digit7  8 Digit8  9 Digit9  : Shift+Semicolon  ; Semicolon  < Shift+Comma
    = Equal  > Shift+Period  ? Shift+Slash  @ Shift+Digit2  [ BracketLeft  \ Backslash  ] BracketRight  ^ Shift+Digit6
    _ Shift+Minus  Backtick Backquote  { Shift+BracketLeft  | Shift+Backslash  } Shift+BracketRight  ~ Shift+Backquote`,
  uk: String.raw`
    ! Shift+Digit1  " Shift+Digit2  # Backslash  $ Shift+Digit4  % Shift+Digit5  & Shift+Digit7  ' Quote  ( Shift+Digit9
    ) Shift+Digit0  * Shift+Digit8  + Shift+Equal  , Comma  - Minus  . Period  / Slash  0 Digit0  1 Digit1  2 Digit2
    3 Digit3  4 Digit4  5 Digit5  6 Digit6  7 Digit7  8 Digit8  9 Digit9  : Shift+Semicolon  ; Semicolon  < Shift+Comma
    = Equal  > Shift+Period  ? Shift+Slash  @ Shift+Quote  [ BracketLeft  \ IntlBackslash  ] BracketRight  ^ Shift+Digit6
    _ Shift+Minus  Backtick Backquote  { Shift+BracketLeft  | Shift+IntlBackslash  } Shift+BracketRight  ~ Shift+Backslash`,
  de: String.raw`
    ! Shift+Digit1  " Shift+Digit2  # Backslash  $ Shift+Digit4  % Shift+Digit5  & Shift+Digit6  ' Shift+Backslash
    ( Shift+Digit8  ) Shift+Digit9  * Shift+BracketRight  + BracketRight  , Comma  - Slash  . Period  / Shift+Digit7
    0 Digit0  1 Digit1  2 Digit2  3 Digit3  4 Digit4  5 Digit5  6 Digit6  7 Digit7  8 Digit8  9 Digit9  : Shift+Period
    ; Shift+Comma  < IntlBackslash  = Shift+Digit0  > Shift+IntlBackslash  ? Shift+Minus  @ AltGr+KeyQ  [ AltGr+Digit8
    \ AltGr+Minus  ] AltGr+Digit9  ^ Backquote  _ Shift+Slash  Backtick Shift+Equal  { AltGr+Digit7  | AltGr+IntlBackslash
    } AltGr+Digit0  ~ AltGr+BracketRight  Y Shift+KeyZ  Z Shift+KeyY  y KeyZ  z KeyY`,
  fr: String.raw`
    ! Slash  " Digit3  # AltGr+Digit3  $ BracketRight  % Shift+Quote  & Digit1  ' Digit4  ( Digit5  ) Minus  * Backslash
    + Shift+Equal  , KeyM  - Digit6  . Shift+Comma  / Shift+Period  0 Shift+Digit0  1 Shift+Digit1  2 Shift+Digit2
    3 Shift+Digit3  4 Shift+Digit4  5 Shift+Digit5  6 Shift+Digit6  7 Shift+Digit7  8 Shift+Digit8  9 Shift+Digit9
    : Period  ; Comma  = Equal  ? Shift+KeyM  @ AltGr+Digit0  [ AltGr+Digit5  \ AltGr+Digit8  ] AltGr+Minus
    ^ AltGr+Digit9  ^ BracketLeft  _ Digit8  Backtick AltGr+Digit7  { AltGr+Digit4  | AltGr+Digit6  } AltGr+Equal  ~ AltGr+Digit2
    A Shift+KeyQ  M Shift+Semicolon  Q Shift+KeyA  W Shift+KeyZ  Z Shift+KeyW  a KeyQ  m Semicolon  q KeyA  w KeyZ  z KeyW
    < IntlBackslash  > Shift+IntlBackslash`,
  be: String.raw`
    ! Digit8  " Digit3  # AltGr+Digit3  $ BracketRight  % Shift+Quote  & Digit1  ' Digit4  ( Digit5  ) Minus
    * Shift+BracketRight  + Shift+Slash  , KeyM  - Equal  . Shift+Comma  / Shift+Period  0 Shift+Digit0  1 Shift+Digit1
    2 Shift+Digit2  3 Shift+Digit3  4 Shift+Digit4  5 Shift+Digit5  6 Shift+Digit6  7 Shift+Digit7  8 Shift+Digit8
    9 Shift+Digit9  : Period  ; Comma  < IntlBackslash  = Slash  > Shift+IntlBackslash  ? Shift+KeyM  @ AltGr+Digit2
    [ AltGr+BracketLeft  \ AltGr+IntlBackslash  ] AltGr+BracketRight  ^ AltGr+Digit6  ^ BracketLeft  _ Shift+Equal
    Backtick AltGr+Backslash  { AltGr+Digit9  | AltGr+Digit1  } AltGr+Digit0  ~ AltGr+Slash  A Shift+KeyQ  M Shift+Semicolon
    Q Shift+KeyA  W Shift+KeyZ  Z Shift+KeyW  a KeyQ  m Semicolon  q KeyA  w KeyZ  z KeyW`,
  es: String.raw`
    ! Shift+Digit1  " Shift+Digit2  # AltGr+Digit3  $ Shift+Digit4  % Shift+Digit5  & Shift+Digit6  ' Minus
    ( Shift+Digit8  ) Shift+Digit9  * Shift+BracketRight  + BracketRight  , Comma  - Slash  . Period  / Shift+Digit7
    0 Digit0  1 Digit1  2 Digit2  3 Digit3  4 Digit4  5 Digit5  6 Digit6  7 Digit7  8 Digit8  9 Digit9  : Shift+Period
    ; Shift+Comma  = Shift+Digit0  ? Shift+Minus  @ AltGr+Digit2  [ AltGr+BracketLeft  \ AltGr+Backquote
    ] AltGr+BracketRight  ^ Shift+BracketLeft  _ Shift+Slash  Backtick BracketLeft  { AltGr+Quote  | AltGr+Digit1
    } AltGr+Backslash  ~ AltGr+Digit4
    < IntlBackslash  > Shift+IntlBackslash`,
}

/** The facts of one layout: a character and its key. */
export function factsOf(layout: KeyboardLayout): { character: string; written: string; key: PhysicalKey }[] {
  const facts = LAYOUT_FACTS[layout].trim().split(/\s{2,}/)
  return facts.map((fact) => {
    const [sign = '', written = ''] = fact.split(' ')
    const [code = '', modifier] = written.split('+').reverse()
    const key = { code, shift: modifier === 'Shift', altGraph: modifier === 'AltGr' }
    return { character: sign === 'Backtick' ? '`' : sign, written, key }
  })
}
