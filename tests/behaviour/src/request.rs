//! One request as it arrived: which service it speaks to, who signed it and what it says.

use std::{collections::BTreeMap, time::SystemTime};

use serde_json::Value;

/// The service a request speaks to, told from its protocol: both may live behind one address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Service {
    /// A form with an `Action`.
    Sts,
    /// JSON with an `X-Amz-Target`.
    DynamoDb,
    /// Anything else, such as the unsigned `GET` that only opens a connection.
    Other,
}

/// Who signed a request, from its `Authorization` and `X-Amz-Security-Token` headers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signer {
    /// The access key id.
    pub key_id: String,
    /// The region of the credential scope.
    pub region: String,
    /// The service of the credential scope.
    pub service: String,
    /// The session token, which static keys do not have.
    pub token: Option<String>,
}

impl Signer {
    fn read(authorization: &str, token: Option<&str>) -> Option<Self> {
        let (_, credential) = authorization.split_once("Credential=")?;
        let scope = credential.split([',', ' ']).next()?;
        // A key id holds no slash: <key id>/<date>/<region>/<service>/aws4_request
        let [key_id, _date, region, service, "aws4_request"] =
            scope.split('/').collect::<Vec<_>>()[..]
        else {
            return None;
        };
        Some(Self {
            key_id: key_id.to_owned(),
            region: region.to_owned(),
            service: service.to_owned(),
            token: token.map(str::to_owned),
        })
    }
}

/// A recorded request.
#[derive(Debug, Clone)]
pub struct Request {
    pub(crate) number: usize,
    pub(crate) method: String,
    pub(crate) path: String,
    pub(crate) host: String,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
    pub(crate) connection: Option<u64>,
    pub(crate) received_at: SystemTime,
}

impl Request {
    /// Its place in the record, from 1.
    #[must_use]
    pub fn number(&self) -> usize {
        self.number
    }

    /// The request id its answer carries, in `x-amzn-requestid` and in the XML of STS.
    #[must_use]
    pub fn request_id(&self) -> String {
        format!("fake-request-{}", self.number)
    }

    /// The HTTP method.
    #[must_use]
    pub fn method(&self) -> &str {
        &self.method
    }

    /// The path, with the query if there is one.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The host the client spoke to, with the port if there is one.
    #[must_use]
    pub fn host(&self) -> &str {
        &self.host
    }

    /// A header's value; the case of the name does not matter.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(key, _)| key.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.as_str())
    }

    /// The body as it was sent.
    #[must_use]
    pub fn body(&self) -> &[u8] {
        &self.body
    }

    /// Which connection of the server carried it, counted from 0; none inside the process.
    #[must_use]
    pub fn connection(&self) -> Option<u64> {
        self.connection
    }

    /// When it arrived, by the clock of the stand-in and without its skew.
    #[must_use]
    pub fn received_at(&self) -> SystemTime {
        self.received_at
    }

    /// Who signed it; `None` when it is unsigned.
    #[must_use]
    pub fn signer(&self) -> Option<Signer> {
        Signer::read(
            self.header("authorization")?,
            self.header("x-amz-security-token"),
        )
    }

    /// The access key id that signed it; `None` when it is unsigned.
    #[must_use]
    pub fn key_id(&self) -> Option<String> {
        self.signer().map(|signer| signer.key_id)
    }

    /// The service it speaks to.
    #[must_use]
    pub fn service(&self) -> Service {
        if self.target().is_some() {
            Service::DynamoDb
        } else if self.param("Action").is_some() {
            Service::Sts
        } else {
            Service::Other
        }
    }

    /// The operation, such as `AssumeRole` or `GetItem`; empty for [`Service::Other`].
    #[must_use]
    pub fn operation(&self) -> String {
        match self.target() {
            Some(operation) => operation.to_owned(),
            None => self.param("Action").unwrap_or_default(),
        }
    }

    /// The form parameters of an STS request.
    #[must_use]
    pub fn form(&self) -> BTreeMap<String, String> {
        let is_form = self
            .header("content-type")
            .is_some_and(|kind| kind.starts_with("application/x-www-form-urlencoded"));
        if !is_form {
            return BTreeMap::new();
        }
        form_urlencoded::parse(&self.body).into_owned().collect()
    }

    /// One form parameter of an STS request, such as `RoleArn` or `Tags.member.1.Key`.
    #[must_use]
    pub fn param(&self, name: &str) -> Option<String> {
        self.form().remove(name)
    }

    /// The JSON of a `DynamoDB` request; [`Value::Null`] when the body is not JSON.
    #[must_use]
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_default()
    }

    fn target(&self) -> Option<&str> {
        // DynamoDB_20120810.GetItem, DynamoDBStreams_20120810.GetRecords
        let (service, operation) = self.header("x-amz-target")?.split_once('.')?;
        service.starts_with("DynamoDB").then_some(operation)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn request(headers: &[(&str, &str)], body: &str) -> Request {
        Request {
            number: 1,
            method: "POST".into(),
            path: "/".into(),
            host: "localhost".into(),
            headers: headers
                .iter()
                .map(|(name, value)| ((*name).into(), (*value).into()))
                .collect(),
            body: body.into(),
            connection: None,
            received_at: SystemTime::UNIX_EPOCH,
        }
    }

    #[test]
    fn signer_is_read_from_scope_and_token() {
        let signed = request(
            &[
                (
                    "Authorization",
                    "AWS4-HMAC-SHA256 Credential=some_key/20260102/eu-west-1/sts/aws4_request, \
                     SignedHeaders=host;x-amz-date, Signature=00",
                ),
                ("X-Amz-Security-Token", "some-token"),
            ],
            "",
        );
        let expected = Signer {
            key_id: "some_key".into(),
            region: "eu-west-1".into(),
            service: "sts".into(),
            token: Some("some-token".into()),
        };
        assert_eq!(signed.signer(), Some(expected));
    }

    #[test]
    fn broken_authorization_is_no_signer() {
        for value in [
            "",
            "Bearer x",
            "Credential=",
            "Credential=a/b/c",
            "Credential=a/b/c/d/e",
        ] {
            assert_eq!(request(&[("authorization", value)], "").signer(), None);
        }
        assert_eq!(request(&[], "").signer(), None);
    }

    #[test]
    fn service_and_operation_come_from_the_protocol() {
        let form = [(
            "content-type",
            "application/x-www-form-urlencoded; charset=utf-8",
        )];
        let sts = request(&form, "Action=AssumeRole&RoleArn=arn%3Aaws");
        assert_eq!(
            (sts.service(), sts.operation().as_str()),
            (Service::Sts, "AssumeRole")
        );
        assert_eq!(sts.param("RoleArn").as_deref(), Some("arn:aws"));

        let target = [("X-Amz-Target", "DynamoDB_20120810.GetItem")];
        let get = request(&target, r#"{"TableName":"t"}"#);
        assert_eq!(
            (get.service(), get.operation().as_str()),
            (Service::DynamoDb, "GetItem")
        );
        assert_eq!(get.json()["TableName"], "t");

        let other = request(&[("X-Amz-Target", "Kinesis_20131202.PutRecord")], "");
        assert_eq!(
            (other.service(), other.operation().as_str()),
            (Service::Other, "")
        );
    }
}
