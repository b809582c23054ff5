//! Logging in by an identity provider: what an administrator says of it.

use message::Failure;
use server::Provider;
use std::path::PathBuf;
use std::sync::Arc;

/// An identity provider that speaks OpenID Connect.
#[derive(Debug, Clone, clap::Args)]
pub(crate) struct SignOn {
    /// The identity provider that also vouches for people: its address
    #[arg(long, value_name = "URL", env = "YUSUAN_OIDC_ISSUER", hide_env = true,
          requires_all = ["oidc_client", "oidc_address"])]
    oidc_issuer: Option<String>,
    /// By which name the identity provider knows the office
    #[arg(long, value_name = "ID", env = "YUSUAN_OIDC_CLIENT", hide_env = true)]
    oidc_client: Option<String>,
    /// The file with the secret that the identity provider gave [default: the variable YUSUAN_OIDC_SECRET]
    #[arg(long, value_name = "FILE")]
    oidc_secret_file: Option<PathBuf>,
    /// The address by which people reach the office
    #[arg(long, value_name = "URL", env = "YUSUAN_OIDC_ADDRESS", hide_env = true)]
    oidc_address: Option<String>,
}

impl SignOn {
    /// Returns the provider, if one is named.
    ///
    /// # Errors
    /// Fails where there is no secret, or an address is not safe.
    pub(crate) fn provider(&self) -> Result<Option<Arc<dyn Provider>>, Failure> {
        match (&self.oidc_issuer, &self.oidc_client, &self.oidc_address) {
            (Some(issuer), Some(client), Some(office)) => {
                provider(issuer, client, office, self.secret()?).map(Some)
            }
            _ => Ok(None),
        }
    }

    fn secret(&self) -> Result<String, Failure> {
        let secret = match &self.oidc_secret_file {
            Some(file) => {
                std::fs::read_to_string(file).map_err(|error| Failure::at(file, &error))?
            }
            None => std::env::var("YUSUAN_OIDC_SECRET").unwrap_or_default(),
        };
        let secret = secret.trim();
        if secret.is_empty() {
            return Err(Failure::new(
                "没有统一身份认证的密钥。",
                "There is no secret for the identity provider.",
            )
            .hint(
                "写在文件里用 --oidc-secret-file 指定，或放在环境变量 YUSUAN_OIDC_SECRET。",
                "Name its file with --oidc-secret-file, or set the variable YUSUAN_OIDC_SECRET.",
            ));
        }
        Ok(secret.to_owned())
    }
}

#[cfg(feature = "oidc")]
fn provider(
    issuer: &str,
    client: &str,
    office: &str,
    secret: String,
) -> Result<Arc<dyn Provider>, Failure> {
    let (issuer, client, office) = (issuer.to_owned(), client.to_owned(), office.to_owned());
    let provider = server::Oidc::new(server::Settings { issuer, client, secret, office });
    let provider = provider.map_err(|why| {
        Failure::new(
            format!("统一身份认证的设置不能用：{why}。"),
            format!("The settings of the identity provider cannot be used: {why}."),
        )
    })?;
    Ok(Arc::new(provider))
}

#[cfg(not(feature = "oidc"))]
fn provider(_: &str, _: &str, _: &str, _: String) -> Result<Arc<dyn Provider>, Failure> {
    Err(Failure::new(
        "本程序构建时没有带统一身份认证。",
        "This program was built without identity providers.",
    )
    .hint("构建时加 --features oidc。", "Build it with --features oidc."))
}
