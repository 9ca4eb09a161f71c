import { BellRing, FlaskConical, KeyRound, MousePointerClick, PhoneForwarded, Plug } from 'lucide-react';
import mark from '../../../build/resources/sidetone.svg';
import { words } from '../../i18n/words.ts';
import './welcome.css';

interface WelcomeProps {
  readonly onConnect: () => void;
  readonly onLook: () => void;
}

const points = [
  { key: 'see', icon: BellRing },
  { key: 'control', icon: PhoneForwarded },
  { key: 'dial', icon: MousePointerClick },
  { key: 'safe', icon: KeyRound },
] as const;

/** The first thing seen: what this is, and two ways on. */
export function Welcome({ onConnect, onLook }: WelcomeProps) {
  return (
    <main className="welcome">
      <header>
        <img className="welcome-mark" src={mark} alt="" />
        <h1>{words.welcome.heading}</h1>
        <p className="quiet">{words.welcome.lead}</p>
      </header>
      <ul className="welcome-points">
        {points.map(({ key, icon: Icon }) => (
          <li key={key}>
            <Icon aria-hidden />
            <div>
              <p className="welcome-point">{words.welcome.points[key].title}</p>
              <p className="quiet">{words.welcome.points[key].text}</p>
            </div>
          </li>
        ))}
      </ul>
      <div className="welcome-ways">
        <Way
          kind="primary"
          icon={Plug}
          title={words.welcome.connect}
          text={words.welcome.connectText}
          onPress={onConnect}
        />
        <Way
          kind="plain"
          icon={FlaskConical}
          title={words.welcome.look}
          text={words.welcome.lookText}
          onPress={onLook}
        />
      </div>
    </main>
  );
}

interface WayProps {
  readonly kind: 'primary' | 'plain';
  readonly icon: typeof Plug;
  readonly title: string;
  readonly text: string;
  readonly onPress: () => void;
}

function Way({ kind, icon: Icon, title, text, onPress }: WayProps) {
  return (
    <button type="button" className="way" data-kind={kind} aria-label={title} onClick={onPress}>
      <Icon aria-hidden />
      <span>
        <span className="way-title">{title}</span>
        <span className="way-text">{text}</span>
      </span>
    </button>
  );
}
