import {
  CloudAdapter,
  ConfigurationBotFrameworkAuthentication,
  type Activity,
  type ConfigurationBotFrameworkAuthenticationOptions,
} from 'botbuilder';
import type {
  AuthenticateRequestResult,
  ClaimsIdentity,
  ConnectorClient,
  ConnectorFactory,
  UserTokenClient,
} from 'botframework-connector';

/** The bot's registration in Entra. New bots are one of these two types. */
export type TeamsCredentials = {
  appId: string;
  appType: 'SingleTenant' | 'UserAssignedMSI';
  /** Null with a managed identity. */
  appPassword: string | null;
  tenantId: string;
};

/** Where tokens are made and checked. Only tests have another one than Microsoft's. */
export type TeamsAuthority = {
  loginUrl: string;
  scope: string;
  issuer: string;
  openIdMetadataUrl: string;
};

export type BotAdapterOptions = {
  /** Null switches authentication off: for the demo, on 127.0.0.1 only. */
  credentials: TeamsCredentials | null;
  authority?: TeamsAuthority;
  /** Milliseconds before an answer of Teams counts as lost. */
  timeout?: number;
};

/** Teams itself gives up on us after 15 seconds; a send that is said at once must stay below that. */
const defaultTimeout = 10_000;

/** The SDK's adapter, with connectors that are kept and that make one attempt per call. */
export type BotAdapter = {
  cloud: CloudAdapter;
  appId: string;
  /** Whom our own tokens are for. */
  audience: string;
  /** Checks the token of a request; `processChecked` then trusts what was found. Rejects when it does not hold. */
  check: (activity: Activity, authorization: string) => Promise<AuthenticateRequestResult>;
  /** Notes that this activity was checked, for the turn that follows. */
  trust: (activity: Activity, checked: AuthenticateRequestResult) => void;
};

export function createBotAdapter(options: BotAdapterOptions): BotAdapter {
  const authentication = new CheckedAuthentication(settingsOf(options), options.timeout ?? defaultTimeout);
  return {
    cloud: new CloudAdapter(authentication),
    appId: options.credentials?.appId ?? '',
    audience: options.authority?.scope ?? 'https://api.botframework.com',
    check: (activity, authorization) => authentication.check(activity, authorization),
    trust: (activity, checked) => authentication.trust(activity, checked),
  };
}

function settingsOf({
  credentials,
  authority,
}: BotAdapterOptions): ConfigurationBotFrameworkAuthenticationOptions {
  if (credentials === null) return {};
  return {
    MicrosoftAppId: credentials.appId,
    MicrosoftAppType: credentials.appType,
    MicrosoftAppTenantId: credentials.tenantId,
    ...(credentials.appPassword === null ? {} : { MicrosoftAppPassword: credentials.appPassword }),
    // The SDK takes another authority only when every one of its endpoints is given.
    ...(authority === undefined
      ? {}
      : {
          ToChannelFromBotLoginUrl: authority.loginUrl,
          ToChannelFromBotOAuthScope: authority.scope,
          ToBotFromChannelTokenIssuer: authority.issuer,
          OAuthUrl: authority.loginUrl,
          ToBotFromChannelOpenIdMetadataUrl: authority.openIdMetadataUrl,
          ToBotFromEmulatorOpenIdMetadataUrl: authority.openIdMetadataUrl,
          ValidateAuthority: false,
        }),
  };
}

/**
 * The SDK checks a token inside `process`, where a refusal, a broken token and an unreachable key server all end
 * as one 401 or 500 with the library's words. Here the check comes first and the turn is given its result.
 */
class CheckedAuthentication extends ConfigurationBotFrameworkAuthentication {
  private readonly checked = new WeakMap<object, AuthenticateRequestResult>();
  private readonly connectors = new Map<string, Promise<ConnectorClient>>();
  private userTokens: Promise<UserTokenClient> | null = null;

  constructor(
    settings: ConfigurationBotFrameworkAuthenticationOptions,
    private readonly timeout: number,
  ) {
    super(settings);
  }

  async check(activity: Activity, authorization: string): Promise<AuthenticateRequestResult> {
    const result = await super.authenticateRequest(activity, authorization);
    return { ...result, connectorFactory: this.createConnectorFactory(result.claimsIdentity) };
  }

  trust(activity: Activity, checked: AuthenticateRequestResult): void {
    this.checked.set(activity, checked);
  }

  override async authenticateRequest(
    activity: Activity,
    authorization: string,
  ): Promise<AuthenticateRequestResult> {
    return this.checked.get(activity) ?? this.check(activity, authorization);
  }

  /** Made anew for every turn it would cost more than the turn's own work; this bot signs nobody in. */
  override createUserTokenClient(identity: ClaimsIdentity): Promise<UserTokenClient> {
    this.userTokens ??= super.createUserTokenClient(identity);
    this.userTokens.catch(() => (this.userTokens = null));
    return this.userTokens;
  }

  override createConnectorFactory(identity: ClaimsIdentity): ConnectorFactory {
    const inner = super.createConnectorFactory(identity);
    return { create: (serviceUrl, audience) => this.connector(inner, serviceUrl, audience) };
  }

  private connector(
    inner: ConnectorFactory,
    serviceUrl: string,
    audience?: string,
  ): Promise<ConnectorClient> {
    const known = this.connectors.get(serviceUrl);
    if (known !== undefined) return known;
    const made = inner.create(serviceUrl, audience as string).then((one) => oneAttempt(one, this.timeout));
    if (this.connectors.size >= connectorLimit) this.connectors.clear();
    this.connectors.set(serviceUrl, made);
    made.catch(() => this.connectors.delete(serviceUrl));
    return made;
  }
}

/** Teams has a handful of service URLs; the bound is for whoever would invent them. */
const connectorLimit = 50;

/** The SDK's client repeats a POST by itself on 5xx and resets, so that a message could arrive twice. */
function oneAttempt(connector: ConnectorClient, timeout: number): ConnectorClient {
  const { pipeline } = (connector as unknown as { client: { pipeline: Pipeline } }).client;
  pipeline.removePolicy({ name: 'defaultRetryPolicy' });
  pipeline.addPolicy({
    name: 'terugblikTimeout',
    sendRequest: (request, next) => {
      request.timeout = timeout;
      return next(request);
    },
  });
  return connector;
}

/** The part of the client's pipeline that is used; the SDK keeps it private. */
type Pipeline = {
  removePolicy: (options: { name: string }) => unknown;
  addPolicy: (policy: {
    name: string;
    sendRequest: (
      request: { timeout: number },
      next: (request: { timeout: number }) => Promise<unknown>,
    ) => Promise<unknown>;
  }) => void;
};
