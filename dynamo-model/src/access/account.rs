//! `expected_account`: the credentials of another entry, once they are known to be of the right account. STS names the
//! account of a session when it issues it; of any other credentials it is asked, once per key. Who waits for the
//! answer, for how long, and when it is asked again is the engine's.

use std::{
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use aws_credential_types::Credentials;
use aws_sdk_sts::Client;

use super::{
    error::{AccessError, AccountError, StsAnswer, StsError, StsFailure},
    refresh::{BoxFuture, Entry, Issued, Source, Unusable},
    sts,
};

/// The credentials of an entry, if they are of the expected account.
#[derive(Debug)]
pub(crate) struct AccountSource {
    of: Arc<Entry>,
    expected: Arc<str>,
    /// Whether the account that credentials bear was told by STS. Others bear what `AWS_ACCOUNT_ID` or a profile says.
    told_by_sts: bool,
    client: Client,
    /// The key last asked about, and its account.
    answer: Mutex<Option<(String, Arc<str>)>>,
}

impl AccountSource {
    /// `client` signs with what `of` holds.
    pub(crate) fn new(
        of: Arc<Entry>,
        expected: Arc<str>,
        told_by_sts: bool,
        client: Client,
    ) -> Self {
        Self {
            of,
            expected,
            told_by_sts,
            client,
            answer: Mutex::default(),
        }
    }

    async fn check(&self) -> Result<Issued, AccessError> {
        loop {
            let issued = self.of.lend().await?;
            match self.known_account(&issued.credentials) {
                Some(account) if account == self.expected => return Ok(issued),
                Some(account) => return Err(self.wrong(Some(account))),
                // Then they are looked at anew: while STS was asked, they grew older or others came.
                None => self.ask(&issued.credentials).await?,
            }
        }
    }

    fn known_account(&self, credentials: &Credentials) -> Option<Arc<str>> {
        let told = credentials.account_id().filter(|_| self.told_by_sts);
        if let Some(account) = told {
            return Some(account.as_str().into());
        }
        match &*self.answer() {
            Some((key, account)) if key == credentials.access_key_id() => Some(Arc::clone(account)),
            _ => None,
        }
    }

    async fn ask(&self, credentials: &Credentials) -> Result<(), AccessError> {
        let key = credentials.access_key_id();
        let account = sts::caller_account(&self.client, &self.of, credentials).await?;
        let account = account.ok_or_else(|| self.wrong(None))?;
        // If others have come meanwhile, it may be those that signed the question.
        if self
            .of
            .ready()
            .is_some_and(|now| now.access_key_id() == key)
        {
            *self.answer() = Some((key.to_owned(), account));
        }
        Ok(())
    }

    fn wrong(&self, found: Option<Arc<str>>) -> AccessError {
        AccessError::WrongAccount(AccountError {
            models: [].into(),
            identity: Arc::clone(self.of.label()),
            expected: Arc::clone(&self.expected),
            found,
        })
    }

    fn answer(&self) -> MutexGuard<'_, Option<(String, Arc<str>)>> {
        self.answer.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Source for AccountSource {
    fn fetch(&self) -> BoxFuture<'_, Result<Issued, AccessError>> {
        Box::pin(self.check())
    }

    fn silent(&self, limit: Duration) -> AccessError {
        self.of.silence(limit).unwrap_or_else(|| {
            AccessError::StsUnavailable(StsError::new(StsAnswer {
                what: StsFailure::Silent(limit),
                role: None,
                base: Arc::clone(self.of.label()),
                code: None,
                request_id: None,
                external_id_sent: false,
                cause: None,
            }))
        })
    }

    fn unusable(&self, issued: Unusable) -> AccessError {
        self.of.unusable(issued).unwrap_or_else(|| self.wrong(None))
    }

    fn rejected(&self, key_id: &str, code: &str) -> Option<bool> {
        Some(self.of.reject(key_id, code))
    }
}
