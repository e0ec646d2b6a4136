// What every botbuilder peer shares: restify as the samples set it up, and an adapter that checks the same token.
import restify from 'restify';
import { CloudAdapter, ConfigurationBotFrameworkAuthentication } from 'botbuilder';
import { AppCredentials } from 'botframework-connector';
import { answering, told } from '../answering.ts';
import { appId, appPassword, issuer, tenantId } from '../http/identity.ts';
import { freshToken } from '../http/settings.ts';
import { usage } from '../http/usage.ts';

const hour = 3_600_000;

export const settings = told();

/** The adapter against the double, with the token that it would have fetched before. */
export function createAdapter() {
  const { doubleUrl } = settings;
  AppCredentials.cache.set(`${appId}${issuer}-cache`, {
    accessToken: freshToken,
    expiresOn: new Date(Date.now() + hour),
  });
  const adapter = new CloudAdapter(
    new ConfigurationBotFrameworkAuthentication({
      MicrosoftAppId: appId,
      MicrosoftAppType: 'SingleTenant',
      MicrosoftAppTenantId: tenantId,
      MicrosoftAppPassword: appPassword,
      ToChannelFromBotLoginUrl: `${doubleUrl}/login`,
      ToChannelFromBotOAuthScope: issuer,
      ToBotFromChannelTokenIssuer: issuer,
      OAuthUrl: `${doubleUrl}/login`,
      ToBotFromChannelOpenIdMetadataUrl: `${doubleUrl}/openid`,
      ToBotFromEmulatorOpenIdMetadataUrl: `${doubleUrl}/openid`,
      ValidateAuthority: false,
    }),
  );
  adapter.onTurnError = async (_context, error) => {
    process.stderr.write(`peer: ${error.stack}\n`);
    throw error;
  };
  return adapter;
}

/** Listens, and answers the bench. */
export function serve(adapter, logic) {
  const server = restify.createServer();
  server.use(restify.plugins.bodyParser());
  server.post('/api/messages', (request, response, next) => {
    adapter.process(request, response, logic).then(() => next(false), next);
  });
  server.listen(0, '127.0.0.1', () => {
    answering({ url: `http://127.0.0.1:${server.address().port}` }, usage);
  });
}
