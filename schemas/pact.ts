// Made by npm run generate: do not edit.
// @ts-nocheck
import type { ValidateFunction } from 'ajv';
import ucs2length from 'ajv/dist/runtime/ucs2length.js';

export const isPact: ValidateFunction = validate20;
const schema31 = {"type":"object","required":["consumer","provider","interactions"],"properties":{"consumer":{"type":"object","required":["name"],"properties":{"name":{"type":"string","minLength":1}}},"provider":{"type":"object","required":["name"],"properties":{"name":{"type":"string","minLength":1}}},"metadata":{"type":["object","null"]},"interactions":{"type":"array","minItems":1,"items":{"type":"object"}}}};
const func1 = (ucs2length.default ?? ucs2length);

function validate20(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate20.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((((data.consumer === undefined) && (missing0 = "consumer")) || ((data.provider === undefined) && (missing0 = "provider"))) || ((data.interactions === undefined) && (missing0 = "interactions"))){
validate20.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.consumer !== undefined){
let data0 = data.consumer;
const _errs1 = errors;
if(errors === _errs1){
if(data0 && typeof data0 == "object" && !Array.isArray(data0)){
let missing1;
if((data0.name === undefined) && (missing1 = "name")){
validate20.errors = [{instancePath:instancePath+"/consumer",schemaPath:"#/properties/consumer/required",keyword:"required",params:{missingProperty: missing1},message:"must have required property '"+missing1+"'"}];
return false;
}
else {
if(data0.name !== undefined){
let data1 = data0.name;
const _errs3 = errors;
if(errors === _errs3){
if(typeof data1 === "string"){
if(func1(data1) < 1){
validate20.errors = [{instancePath:instancePath+"/consumer/name",schemaPath:"#/properties/consumer/properties/name/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
else {
validate20.errors = [{instancePath:instancePath+"/consumer/name",schemaPath:"#/properties/consumer/properties/name/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
}
}
}
else {
validate20.errors = [{instancePath:instancePath+"/consumer",schemaPath:"#/properties/consumer/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.provider !== undefined){
let data2 = data.provider;
const _errs5 = errors;
if(errors === _errs5){
if(data2 && typeof data2 == "object" && !Array.isArray(data2)){
let missing2;
if((data2.name === undefined) && (missing2 = "name")){
validate20.errors = [{instancePath:instancePath+"/provider",schemaPath:"#/properties/provider/required",keyword:"required",params:{missingProperty: missing2},message:"must have required property '"+missing2+"'"}];
return false;
}
else {
if(data2.name !== undefined){
let data3 = data2.name;
const _errs7 = errors;
if(errors === _errs7){
if(typeof data3 === "string"){
if(func1(data3) < 1){
validate20.errors = [{instancePath:instancePath+"/provider/name",schemaPath:"#/properties/provider/properties/name/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
else {
validate20.errors = [{instancePath:instancePath+"/provider/name",schemaPath:"#/properties/provider/properties/name/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
}
}
}
else {
validate20.errors = [{instancePath:instancePath+"/provider",schemaPath:"#/properties/provider/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid0 = _errs5 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.metadata !== undefined){
let data4 = data.metadata;
const _errs9 = errors;
if((!(data4 && typeof data4 == "object" && !Array.isArray(data4))) && (data4 !== null)){
validate20.errors = [{instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/type",keyword:"type",params:{type: schema31.properties.metadata.type},message:"must be object,null"}];
return false;
}
var valid0 = _errs9 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.interactions !== undefined){
let data5 = data.interactions;
const _errs11 = errors;
if(errors === _errs11){
if(Array.isArray(data5)){
if(data5.length < 1){
validate20.errors = [{instancePath:instancePath+"/interactions",schemaPath:"#/properties/interactions/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"}];
return false;
}
else {
var valid3 = true;
const len0 = data5.length;
for(let i0=0; i0<len0; i0++){
let data6 = data5[i0];
const _errs13 = errors;
if(!(data6 && typeof data6 == "object" && !Array.isArray(data6))){
validate20.errors = [{instancePath:instancePath+"/interactions/" + i0,schemaPath:"#/properties/interactions/items/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
var valid3 = _errs13 === errors;
if(!valid3){
break;
}
}
}
}
else {
validate20.errors = [{instancePath:instancePath+"/interactions",schemaPath:"#/properties/interactions/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs11 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
else {
validate20.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate20.errors = vErrors;
return errors === 0;
}
validate20.evaluated = {"props":{"consumer":true,"provider":true,"metadata":true,"interactions":true},"dynamicProps":false,"dynamicItems":false};

export const isInteraction: ValidateFunction = validate21;
const schema32 = {"type":"object","required":["description","request","response"],"properties":{"description":{"type":"string","minLength":1},"pending":{"type":["boolean","null"]},"comments":{"type":["object","null"],"properties":{"jira-session-contracts":{"type":"array","items":{"anyOf":[{"type":"object","required":["sends"],"properties":{"sends":{"type":"array","items":{"type":"string"}}}},{"type":"object","required":["cookiesBeside"],"properties":{"cookiesBeside":{"type":"array","items":{"type":"string"}}}},{"type":"object","required":["anyMediaType"],"properties":{"anyMediaType":{"const":true}}},{"type":"object","required":["anyCookie"],"properties":{"anyCookie":{"const":true}}},{"type":"object","required":["cookieOfAnyPath"],"properties":{"cookieOfAnyPath":{"const":true}}},{"type":"object","required":["firstCookie"],"properties":{"firstCookie":{"const":true}}},{"type":"object","required":["anyValue"],"properties":{"anyValue":{"type":"array","items":{"type":["string","integer"]}}}},{"type":"object","required":["ownSite"],"properties":{"ownSite":{"type":"array","items":{"type":["string","integer"]}}}},{"type":"object","required":["field","text"],"properties":{"field":{"type":"array","items":{"type":["string","integer"]}},"text":{"type":"string"}}},{"type":"object","required":["sessionCookie"],"properties":{"sessionCookie":{"type":"string"}}},{"type":"object","required":["body","types"],"properties":{"body":{"type":"array","items":{"type":["string","integer"]}},"types":{"type":"array","items":{"enum":["string","number","boolean","object","array","null"]}}}},{"type":"object","required":["header","regex","mayBeAbsent"],"properties":{"header":{"type":"string"},"regex":{"type":"string"},"mayBeAbsent":{"type":"boolean"}}}]}}}},"providerStates":{"type":["array","null"],"items":{"type":"object","required":["name"],"properties":{"name":{"type":"string","minLength":1},"params":{"type":"object"}}}},"providerState":{"type":["string","null"]},"provider_state":{"type":["string","null"]},"request":{"type":"object","required":["method","path"],"properties":{"query":{"type":["string","object","null"]},"headers":{"type":["object","null"],"additionalProperties":{"anyOf":[{"type":["string","number","boolean"]},{"type":"array","items":{"type":["string","number","boolean"]},"minItems":1}]}},"matchingRules":{"type":["object","null"]},"generators":{"type":["object","null"]},"method":{"type":"string","pattern":"^[A-Za-z]+$"},"path":{"type":"string","minLength":1}}},"response":{"type":"object","required":["status"],"properties":{"query":{"type":["string","object","null"]},"headers":{"type":["object","null"],"additionalProperties":{"anyOf":[{"type":["string","number","boolean"]},{"type":"array","items":{"type":["string","number","boolean"]},"minItems":1}]}},"matchingRules":{"type":["object","null"]},"generators":{"type":["object","null"]},"status":{"type":"integer","minimum":100,"maximum":599}}}}};
const pattern4 = new RegExp("^[A-Za-z]+$", "u");

function validate21(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate21.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((((data.description === undefined) && (missing0 = "description")) || ((data.request === undefined) && (missing0 = "request"))) || ((data.response === undefined) && (missing0 = "response"))){
validate21.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.description !== undefined){
let data0 = data.description;
const _errs1 = errors;
if(errors === _errs1){
if(typeof data0 === "string"){
if(func1(data0) < 1){
validate21.errors = [{instancePath:instancePath+"/description",schemaPath:"#/properties/description/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
else {
validate21.errors = [{instancePath:instancePath+"/description",schemaPath:"#/properties/description/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.pending !== undefined){
let data1 = data.pending;
const _errs3 = errors;
if((typeof data1 !== "boolean") && (data1 !== null)){
validate21.errors = [{instancePath:instancePath+"/pending",schemaPath:"#/properties/pending/type",keyword:"type",params:{type: schema32.properties.pending.type},message:"must be boolean,null"}];
return false;
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.comments !== undefined){
let data2 = data.comments;
const _errs5 = errors;
if((!(data2 && typeof data2 == "object" && !Array.isArray(data2))) && (data2 !== null)){
validate21.errors = [{instancePath:instancePath+"/comments",schemaPath:"#/properties/comments/type",keyword:"type",params:{type: schema32.properties.comments.type},message:"must be object,null"}];
return false;
}
if(errors === _errs5){
if(data2 && typeof data2 == "object" && !Array.isArray(data2)){
if(data2["jira-session-contracts"] !== undefined){
let data3 = data2["jira-session-contracts"];
const _errs7 = errors;
if(errors === _errs7){
if(Array.isArray(data3)){
var valid2 = true;
const len0 = data3.length;
for(let i0=0; i0<len0; i0++){
let data4 = data3[i0];
const _errs9 = errors;
const _errs10 = errors;
let valid3 = false;
const _errs11 = errors;
if(errors === _errs11){
if(data4 && typeof data4 == "object" && !Array.isArray(data4)){
let missing1;
if((data4.sends === undefined) && (missing1 = "sends")){
const err0 = {instancePath:instancePath+"/comments/jira-session-contracts/" + i0,schemaPath:"#/properties/comments/properties/jira-session-contracts/items/anyOf/0/required",keyword:"required",params:{missingProperty: missing1},message:"must have required property '"+missing1+"'"};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
else {
if(data4.sends !== undefined){
let data5 = data4.sends;
const _errs13 = errors;
if(errors === _errs13){
if(Array.isArray(data5)){
var valid5 = true;
const len1 = data5.length;
for(let i1=0; i1<len1; i1++){
const _errs15 = errors;
if(typeof data5[i1] !== "string"){
const err1 = {instancePath:instancePath+"/comments/jira-session-contracts/" + i0+"/sends/" + i1,schemaPath:"#/properties/comments/properties/jira-session-contracts/items/anyOf/0/properties/sends/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
var valid5 = _errs15 === errors;
if(!valid5){
break;
}
}
}
else {
const err2 = {instancePath:instancePath+"/comments/jira-session-contracts/" + i0+"/sends",schemaPath:"#/properties/comments/properties/jira-session-contracts/items/anyOf/0/properties/sends/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
}
}
}
else {
const err3 = {instancePath:instancePath+"/comments/jira-session-contracts/" + i0,schemaPath:"#/properties/comments/properties/jira-session-contracts/items/anyOf/0/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
var _valid0 = _errs11 === errors;
valid3 = valid3 || _valid0;
if(_valid0){
var props0 = {};
props0.sends = true;
}
const _errs17 = errors;
if(errors === _errs17){
if(data4 && typeof data4 == "object" && !Array.isArray(data4)){
let missing2;
if((data4.cookiesBeside === undefined) && (missing2 = "cookiesBeside")){
const err4 = {instancePath:instancePath+"/comments/jira-session-contracts/" + i0,schemaPath:"#/properties/comments/properties/jira-session-contracts/items/anyOf/1/required",keyword:"required",params:{missingProperty: missing2},message:"must have required property '"+missing2+"'"};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
else {
if(data4.cookiesBeside !== undefined){
let data7 = data4.cookiesBeside;
const _errs19 = errors;
if(errors === _errs19){
if(Array.isArray(data7)){
var valid7 = true;
const len2 = data7.length;
for(let i2=0; i2<len2; i2++){
const _errs21 = errors;
if(typeof data7[i2] !== "string"){
const err5 = {instancePath:instancePath+"/comments/jira-session-contracts/" + i0+"/cookiesBeside/" + i2,schemaPath:"#/properties/comments/properties/jira-session-contracts/items/anyOf/1/properties/cookiesBeside/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
var valid7 = _errs21 === errors;
if(!valid7){
break;
}
}
}
else {
const err6 = {instancePath:instancePath+"/comments/jira-session-contracts/" + i0+"/cookiesBeside",schemaPath:"#/properties/comments/properties/jira-session-contracts/items/anyOf/1/properties/cookiesBeside/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
}
}
}
else {
const err7 = {instancePath:instancePath+"/comments/jira-session-contracts/" + i0,schemaPath:"#/properties/comments/properties/jira-session-contracts/items/anyOf/1/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
var _valid0 = _errs17 === errors;
valid3 = valid3 || _valid0;
if(_valid0){
if(props0 !== true){
props0 = props0 || {};
props0.cookiesBeside = true;
}
}
const _errs23 = errors;
if(errors === _errs23){
if(data4 && typeof data4 == "object" && !Array.isArray(data4)){
let missing3;
if((data4.anyMediaType === undefined) && (missing3 = "anyMediaType")){
const err8 = {instancePath:instancePath+"/comments/jira-session-contracts/" + i0,schemaPath:"#/properties/comments/properties/jira-session-contracts/items/anyOf/2/required",keyword:"required",params:{missingProperty: missing3},message:"must have required property '"+missing3+"'"};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
else {
if(data4.anyMediaType !== undefined){
if(true !== data4.anyMediaType){
const err9 = {instancePath:instancePath+"/comments/jira-session-contracts/" + i0+"/anyMediaType",schemaPath:"#/properties/comments/properties/jira-session-contracts/items/anyOf/2/properties/anyMediaType/const",keyword:"const",params:{allowedValue: true},message:"must be equal to constant"};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
}
}
else {
const err10 = {instancePath:instancePath+"/comments/jira-session-contracts/" + i0,schemaPath:"#/properties/comments/properties/jira-session-contracts/items/anyOf/2/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
var _valid0 = _errs23 === errors;
valid3 = valid3 || _valid0;
if(_valid0){
if(props0 !== true){
props0 = props0 || {};
props0.anyMediaType = true;
}
}
const _errs26 = errors;
if(errors === _errs26){
if(data4 && typeof data4 == "object" && !Array.isArray(data4)){
let missing4;
if((data4.anyCookie === undefined) && (missing4 = "anyCookie")){
const err11 = {instancePath:instancePath+"/comments/jira-session-contracts/" + i0,schemaPath:"#/properties/comments/properties/jira-session-contracts/items/anyOf/3/required",keyword:"required",params:{missingProperty: missing4},message:"must have required property '"+missing4+"'"};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
else {
if(data4.anyCookie !== undefined){
if(true !== data4.anyCookie){
const err12 = {instancePath:instancePath+"/comments/jira-session-contracts/" + i0+"/anyCookie",schemaPath:"#/properties/comments/properties/jira-session-contracts/items/anyOf/3/properties/anyCookie/const",keyword:"const",params:{allowedValue: true},message:"must be equal to constant"};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
}
}
else {
const err13 = {instancePath:instancePath+"/comments/jira-session-contracts/" + i0,schemaPath:"#/properties/comments/properties/jira-session-contracts/items/anyOf/3/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
var _valid0 = _errs26 === errors;
valid3 = valid3 || _valid0;
if(_valid0){
if(props0 !== true){
props0 = props0 || {};
props0.anyCookie = true;
}
}
const _errs29 = errors;
if(errors === _errs29){
if(data4 && typeof data4 == "object" && !Array.isArray(data4)){
let missing5;
if((data4.cookieOfAnyPath === undefined) && (missing5 = "cookieOfAnyPath")){
const err14 = {instancePath:instancePath+"/comments/jira-session-contracts/" + i0,schemaPath:"#/properties/comments/properties/jira-session-contracts/items/anyOf/4/required",keyword:"required",params:{missingProperty: missing5},message:"must have required property '"+missing5+"'"};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
else {
if(data4.cookieOfAnyPath !== undefined){
if(true !== data4.cookieOfAnyPath){
const err15 = {instancePath:instancePath+"/comments/jira-session-contracts/" + i0+"/cookieOfAnyPath",schemaPath:"#/properties/comments/properties/jira-session-contracts/items/anyOf/4/properties/cookieOfAnyPath/const",keyword:"const",params:{allowedValue: true},message:"must be equal to constant"};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
}
}
else {
const err16 = {instancePath:instancePath+"/comments/jira-session-contracts/" + i0,schemaPath:"#/properties/comments/properties/jira-session-contracts/items/anyOf/4/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
}
var _valid0 = _errs29 === errors;
valid3 = valid3 || _valid0;
if(_valid0){
if(props0 !== true){
props0 = props0 || {};
props0.cookieOfAnyPath = true;
}
}
const _errs32 = errors;
if(errors === _errs32){
if(data4 && typeof data4 == "object" && !Array.isArray(data4)){
let missing6;
if((data4.firstCookie === undefined) && (missing6 = "firstCookie")){
const err17 = {instancePath:instancePath+"/comments/jira-session-contracts/" + i0,schemaPath:"#/properties/comments/properties/jira-session-contracts/items/anyOf/5/required",keyword:"required",params:{missingProperty: missing6},message:"must have required property '"+missing6+"'"};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
else {
if(data4.firstCookie !== undefined){
if(true !== data4.firstCookie){
const err18 = {instancePath:instancePath+"/comments/jira-session-contracts/" + i0+"/firstCookie",schemaPath:"#/properties/comments/properties/jira-session-contracts/items/anyOf/5/properties/firstCookie/const",keyword:"const",params:{allowedValue: true},message:"must be equal to constant"};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
}
}
else {
const err19 = {instancePath:instancePath+"/comments/jira-session-contracts/" + i0,schemaPath:"#/properties/comments/properties/jira-session-contracts/items/anyOf/5/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
}
var _valid0 = _errs32 === errors;
valid3 = valid3 || _valid0;
if(_valid0){
if(props0 !== true){
props0 = props0 || {};
props0.firstCookie = true;
}
}
const _errs35 = errors;
if(errors === _errs35){
if(data4 && typeof data4 == "object" && !Array.isArray(data4)){
let missing7;
if((data4.anyValue === undefined) && (missing7 = "anyValue")){
const err20 = {instancePath:instancePath+"/comments/jira-session-contracts/" + i0,schemaPath:"#/properties/comments/properties/jira-session-contracts/items/anyOf/6/required",keyword:"required",params:{missingProperty: missing7},message:"must have required property '"+missing7+"'"};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
else {
if(data4.anyValue !== undefined){
let data13 = data4.anyValue;
const _errs37 = errors;
if(errors === _errs37){
if(Array.isArray(data13)){
var valid13 = true;
const len3 = data13.length;
for(let i3=0; i3<len3; i3++){
let data14 = data13[i3];
const _errs39 = errors;
if((typeof data14 !== "string") && (!((typeof data14 == "number") && (!(data14 % 1) && !isNaN(data14))))){
const err21 = {instancePath:instancePath+"/comments/jira-session-contracts/" + i0+"/anyValue/" + i3,schemaPath:"#/properties/comments/properties/jira-session-contracts/items/anyOf/6/properties/anyValue/items/type",keyword:"type",params:{type: schema32.properties.comments.properties["jira-session-contracts"].items.anyOf[6].properties.anyValue.items.type},message:"must be string,integer"};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
var valid13 = _errs39 === errors;
if(!valid13){
break;
}
}
}
else {
const err22 = {instancePath:instancePath+"/comments/jira-session-contracts/" + i0+"/anyValue",schemaPath:"#/properties/comments/properties/jira-session-contracts/items/anyOf/6/properties/anyValue/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
}
}
}
}
else {
const err23 = {instancePath:instancePath+"/comments/jira-session-contracts/" + i0,schemaPath:"#/properties/comments/properties/jira-session-contracts/items/anyOf/6/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
}
var _valid0 = _errs35 === errors;
valid3 = valid3 || _valid0;
if(_valid0){
if(props0 !== true){
props0 = props0 || {};
props0.anyValue = true;
}
}
const _errs41 = errors;
if(errors === _errs41){
if(data4 && typeof data4 == "object" && !Array.isArray(data4)){
let missing8;
if((data4.ownSite === undefined) && (missing8 = "ownSite")){
const err24 = {instancePath:instancePath+"/comments/jira-session-contracts/" + i0,schemaPath:"#/properties/comments/properties/jira-session-contracts/items/anyOf/7/required",keyword:"required",params:{missingProperty: missing8},message:"must have required property '"+missing8+"'"};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
else {
if(data4.ownSite !== undefined){
let data15 = data4.ownSite;
const _errs43 = errors;
if(errors === _errs43){
if(Array.isArray(data15)){
var valid15 = true;
const len4 = data15.length;
for(let i4=0; i4<len4; i4++){
let data16 = data15[i4];
const _errs45 = errors;
if((typeof data16 !== "string") && (!((typeof data16 == "number") && (!(data16 % 1) && !isNaN(data16))))){
const err25 = {instancePath:instancePath+"/comments/jira-session-contracts/" + i0+"/ownSite/" + i4,schemaPath:"#/properties/comments/properties/jira-session-contracts/items/anyOf/7/properties/ownSite/items/type",keyword:"type",params:{type: schema32.properties.comments.properties["jira-session-contracts"].items.anyOf[7].properties.ownSite.items.type},message:"must be string,integer"};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
var valid15 = _errs45 === errors;
if(!valid15){
break;
}
}
}
else {
const err26 = {instancePath:instancePath+"/comments/jira-session-contracts/" + i0+"/ownSite",schemaPath:"#/properties/comments/properties/jira-session-contracts/items/anyOf/7/properties/ownSite/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
}
}
}
}
else {
const err27 = {instancePath:instancePath+"/comments/jira-session-contracts/" + i0,schemaPath:"#/properties/comments/properties/jira-session-contracts/items/anyOf/7/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
}
var _valid0 = _errs41 === errors;
valid3 = valid3 || _valid0;
if(_valid0){
if(props0 !== true){
props0 = props0 || {};
props0.ownSite = true;
}
}
const _errs47 = errors;
if(errors === _errs47){
if(data4 && typeof data4 == "object" && !Array.isArray(data4)){
let missing9;
if(((data4.field === undefined) && (missing9 = "field")) || ((data4.text === undefined) && (missing9 = "text"))){
const err28 = {instancePath:instancePath+"/comments/jira-session-contracts/" + i0,schemaPath:"#/properties/comments/properties/jira-session-contracts/items/anyOf/8/required",keyword:"required",params:{missingProperty: missing9},message:"must have required property '"+missing9+"'"};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
else {
if(data4.field !== undefined){
let data17 = data4.field;
const _errs49 = errors;
if(errors === _errs49){
if(Array.isArray(data17)){
var valid17 = true;
const len5 = data17.length;
for(let i5=0; i5<len5; i5++){
let data18 = data17[i5];
const _errs51 = errors;
if((typeof data18 !== "string") && (!((typeof data18 == "number") && (!(data18 % 1) && !isNaN(data18))))){
const err29 = {instancePath:instancePath+"/comments/jira-session-contracts/" + i0+"/field/" + i5,schemaPath:"#/properties/comments/properties/jira-session-contracts/items/anyOf/8/properties/field/items/type",keyword:"type",params:{type: schema32.properties.comments.properties["jira-session-contracts"].items.anyOf[8].properties.field.items.type},message:"must be string,integer"};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
var valid17 = _errs51 === errors;
if(!valid17){
break;
}
}
}
else {
const err30 = {instancePath:instancePath+"/comments/jira-session-contracts/" + i0+"/field",schemaPath:"#/properties/comments/properties/jira-session-contracts/items/anyOf/8/properties/field/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
}
var valid16 = _errs49 === errors;
}
else {
var valid16 = true;
}
if(valid16){
if(data4.text !== undefined){
const _errs53 = errors;
if(typeof data4.text !== "string"){
const err31 = {instancePath:instancePath+"/comments/jira-session-contracts/" + i0+"/text",schemaPath:"#/properties/comments/properties/jira-session-contracts/items/anyOf/8/properties/text/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
var valid16 = _errs53 === errors;
}
else {
var valid16 = true;
}
}
}
}
else {
const err32 = {instancePath:instancePath+"/comments/jira-session-contracts/" + i0,schemaPath:"#/properties/comments/properties/jira-session-contracts/items/anyOf/8/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
}
var _valid0 = _errs47 === errors;
valid3 = valid3 || _valid0;
if(_valid0){
if(props0 !== true){
props0 = props0 || {};
props0.field = true;
props0.text = true;
}
}
const _errs55 = errors;
if(errors === _errs55){
if(data4 && typeof data4 == "object" && !Array.isArray(data4)){
let missing10;
if((data4.sessionCookie === undefined) && (missing10 = "sessionCookie")){
const err33 = {instancePath:instancePath+"/comments/jira-session-contracts/" + i0,schemaPath:"#/properties/comments/properties/jira-session-contracts/items/anyOf/9/required",keyword:"required",params:{missingProperty: missing10},message:"must have required property '"+missing10+"'"};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
else {
if(data4.sessionCookie !== undefined){
if(typeof data4.sessionCookie !== "string"){
const err34 = {instancePath:instancePath+"/comments/jira-session-contracts/" + i0+"/sessionCookie",schemaPath:"#/properties/comments/properties/jira-session-contracts/items/anyOf/9/properties/sessionCookie/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
}
}
}
else {
const err35 = {instancePath:instancePath+"/comments/jira-session-contracts/" + i0,schemaPath:"#/properties/comments/properties/jira-session-contracts/items/anyOf/9/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
}
var _valid0 = _errs55 === errors;
valid3 = valid3 || _valid0;
if(_valid0){
if(props0 !== true){
props0 = props0 || {};
props0.sessionCookie = true;
}
}
const _errs59 = errors;
if(errors === _errs59){
if(data4 && typeof data4 == "object" && !Array.isArray(data4)){
let missing11;
if(((data4.body === undefined) && (missing11 = "body")) || ((data4.types === undefined) && (missing11 = "types"))){
const err36 = {instancePath:instancePath+"/comments/jira-session-contracts/" + i0,schemaPath:"#/properties/comments/properties/jira-session-contracts/items/anyOf/10/required",keyword:"required",params:{missingProperty: missing11},message:"must have required property '"+missing11+"'"};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
else {
if(data4.body !== undefined){
let data21 = data4.body;
const _errs61 = errors;
if(errors === _errs61){
if(Array.isArray(data21)){
var valid20 = true;
const len6 = data21.length;
for(let i6=0; i6<len6; i6++){
let data22 = data21[i6];
const _errs63 = errors;
if((typeof data22 !== "string") && (!((typeof data22 == "number") && (!(data22 % 1) && !isNaN(data22))))){
const err37 = {instancePath:instancePath+"/comments/jira-session-contracts/" + i0+"/body/" + i6,schemaPath:"#/properties/comments/properties/jira-session-contracts/items/anyOf/10/properties/body/items/type",keyword:"type",params:{type: schema32.properties.comments.properties["jira-session-contracts"].items.anyOf[10].properties.body.items.type},message:"must be string,integer"};
if(vErrors === null){
vErrors = [err37];
}
else {
vErrors.push(err37);
}
errors++;
}
var valid20 = _errs63 === errors;
if(!valid20){
break;
}
}
}
else {
const err38 = {instancePath:instancePath+"/comments/jira-session-contracts/" + i0+"/body",schemaPath:"#/properties/comments/properties/jira-session-contracts/items/anyOf/10/properties/body/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err38];
}
else {
vErrors.push(err38);
}
errors++;
}
}
var valid19 = _errs61 === errors;
}
else {
var valid19 = true;
}
if(valid19){
if(data4.types !== undefined){
let data23 = data4.types;
const _errs65 = errors;
if(errors === _errs65){
if(Array.isArray(data23)){
var valid21 = true;
const len7 = data23.length;
for(let i7=0; i7<len7; i7++){
let data24 = data23[i7];
const _errs67 = errors;
if(!((((((data24 === "string") || (data24 === "number")) || (data24 === "boolean")) || (data24 === "object")) || (data24 === "array")) || (data24 === "null"))){
const err39 = {instancePath:instancePath+"/comments/jira-session-contracts/" + i0+"/types/" + i7,schemaPath:"#/properties/comments/properties/jira-session-contracts/items/anyOf/10/properties/types/items/enum",keyword:"enum",params:{allowedValues: schema32.properties.comments.properties["jira-session-contracts"].items.anyOf[10].properties.types.items.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err39];
}
else {
vErrors.push(err39);
}
errors++;
}
var valid21 = _errs67 === errors;
if(!valid21){
break;
}
}
}
else {
const err40 = {instancePath:instancePath+"/comments/jira-session-contracts/" + i0+"/types",schemaPath:"#/properties/comments/properties/jira-session-contracts/items/anyOf/10/properties/types/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err40];
}
else {
vErrors.push(err40);
}
errors++;
}
}
var valid19 = _errs65 === errors;
}
else {
var valid19 = true;
}
}
}
}
else {
const err41 = {instancePath:instancePath+"/comments/jira-session-contracts/" + i0,schemaPath:"#/properties/comments/properties/jira-session-contracts/items/anyOf/10/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err41];
}
else {
vErrors.push(err41);
}
errors++;
}
}
var _valid0 = _errs59 === errors;
valid3 = valid3 || _valid0;
if(_valid0){
if(props0 !== true){
props0 = props0 || {};
props0.body = true;
props0.types = true;
}
}
const _errs68 = errors;
if(errors === _errs68){
if(data4 && typeof data4 == "object" && !Array.isArray(data4)){
let missing12;
if((((data4.header === undefined) && (missing12 = "header")) || ((data4.regex === undefined) && (missing12 = "regex"))) || ((data4.mayBeAbsent === undefined) && (missing12 = "mayBeAbsent"))){
const err42 = {instancePath:instancePath+"/comments/jira-session-contracts/" + i0,schemaPath:"#/properties/comments/properties/jira-session-contracts/items/anyOf/11/required",keyword:"required",params:{missingProperty: missing12},message:"must have required property '"+missing12+"'"};
if(vErrors === null){
vErrors = [err42];
}
else {
vErrors.push(err42);
}
errors++;
}
else {
if(data4.header !== undefined){
const _errs70 = errors;
if(typeof data4.header !== "string"){
const err43 = {instancePath:instancePath+"/comments/jira-session-contracts/" + i0+"/header",schemaPath:"#/properties/comments/properties/jira-session-contracts/items/anyOf/11/properties/header/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err43];
}
else {
vErrors.push(err43);
}
errors++;
}
var valid22 = _errs70 === errors;
}
else {
var valid22 = true;
}
if(valid22){
if(data4.regex !== undefined){
const _errs72 = errors;
if(typeof data4.regex !== "string"){
const err44 = {instancePath:instancePath+"/comments/jira-session-contracts/" + i0+"/regex",schemaPath:"#/properties/comments/properties/jira-session-contracts/items/anyOf/11/properties/regex/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err44];
}
else {
vErrors.push(err44);
}
errors++;
}
var valid22 = _errs72 === errors;
}
else {
var valid22 = true;
}
if(valid22){
if(data4.mayBeAbsent !== undefined){
const _errs74 = errors;
if(typeof data4.mayBeAbsent !== "boolean"){
const err45 = {instancePath:instancePath+"/comments/jira-session-contracts/" + i0+"/mayBeAbsent",schemaPath:"#/properties/comments/properties/jira-session-contracts/items/anyOf/11/properties/mayBeAbsent/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"};
if(vErrors === null){
vErrors = [err45];
}
else {
vErrors.push(err45);
}
errors++;
}
var valid22 = _errs74 === errors;
}
else {
var valid22 = true;
}
}
}
}
}
else {
const err46 = {instancePath:instancePath+"/comments/jira-session-contracts/" + i0,schemaPath:"#/properties/comments/properties/jira-session-contracts/items/anyOf/11/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err46];
}
else {
vErrors.push(err46);
}
errors++;
}
}
var _valid0 = _errs68 === errors;
valid3 = valid3 || _valid0;
if(_valid0){
if(props0 !== true){
props0 = props0 || {};
props0.header = true;
props0.regex = true;
props0.mayBeAbsent = true;
}
}
if(!valid3){
const err47 = {instancePath:instancePath+"/comments/jira-session-contracts/" + i0,schemaPath:"#/properties/comments/properties/jira-session-contracts/items/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
if(vErrors === null){
vErrors = [err47];
}
else {
vErrors.push(err47);
}
errors++;
validate21.errors = vErrors;
return false;
}
else {
errors = _errs10;
if(vErrors !== null){
if(_errs10){
vErrors.length = _errs10;
}
else {
vErrors = null;
}
}
}
var valid2 = _errs9 === errors;
if(!valid2){
break;
}
}
}
else {
validate21.errors = [{instancePath:instancePath+"/comments/jira-session-contracts",schemaPath:"#/properties/comments/properties/jira-session-contracts/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
}
}
}
var valid0 = _errs5 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.providerStates !== undefined){
let data28 = data.providerStates;
const _errs76 = errors;
if((!(Array.isArray(data28))) && (data28 !== null)){
validate21.errors = [{instancePath:instancePath+"/providerStates",schemaPath:"#/properties/providerStates/type",keyword:"type",params:{type: schema32.properties.providerStates.type},message:"must be array,null"}];
return false;
}
if(errors === _errs76){
if(Array.isArray(data28)){
var valid23 = true;
const len8 = data28.length;
for(let i8=0; i8<len8; i8++){
let data29 = data28[i8];
const _errs78 = errors;
if(errors === _errs78){
if(data29 && typeof data29 == "object" && !Array.isArray(data29)){
let missing13;
if((data29.name === undefined) && (missing13 = "name")){
validate21.errors = [{instancePath:instancePath+"/providerStates/" + i8,schemaPath:"#/properties/providerStates/items/required",keyword:"required",params:{missingProperty: missing13},message:"must have required property '"+missing13+"'"}];
return false;
}
else {
if(data29.name !== undefined){
let data30 = data29.name;
const _errs80 = errors;
if(errors === _errs80){
if(typeof data30 === "string"){
if(func1(data30) < 1){
validate21.errors = [{instancePath:instancePath+"/providerStates/" + i8+"/name",schemaPath:"#/properties/providerStates/items/properties/name/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
else {
validate21.errors = [{instancePath:instancePath+"/providerStates/" + i8+"/name",schemaPath:"#/properties/providerStates/items/properties/name/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid24 = _errs80 === errors;
}
else {
var valid24 = true;
}
if(valid24){
if(data29.params !== undefined){
let data31 = data29.params;
const _errs82 = errors;
if(!(data31 && typeof data31 == "object" && !Array.isArray(data31))){
validate21.errors = [{instancePath:instancePath+"/providerStates/" + i8+"/params",schemaPath:"#/properties/providerStates/items/properties/params/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
var valid24 = _errs82 === errors;
}
else {
var valid24 = true;
}
}
}
}
else {
validate21.errors = [{instancePath:instancePath+"/providerStates/" + i8,schemaPath:"#/properties/providerStates/items/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid23 = _errs78 === errors;
if(!valid23){
break;
}
}
}
}
var valid0 = _errs76 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.providerState !== undefined){
let data32 = data.providerState;
const _errs84 = errors;
if((typeof data32 !== "string") && (data32 !== null)){
validate21.errors = [{instancePath:instancePath+"/providerState",schemaPath:"#/properties/providerState/type",keyword:"type",params:{type: schema32.properties.providerState.type},message:"must be string,null"}];
return false;
}
var valid0 = _errs84 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.provider_state !== undefined){
let data33 = data.provider_state;
const _errs86 = errors;
if((typeof data33 !== "string") && (data33 !== null)){
validate21.errors = [{instancePath:instancePath+"/provider_state",schemaPath:"#/properties/provider_state/type",keyword:"type",params:{type: schema32.properties.provider_state.type},message:"must be string,null"}];
return false;
}
var valid0 = _errs86 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.request !== undefined){
let data34 = data.request;
const _errs88 = errors;
if(errors === _errs88){
if(data34 && typeof data34 == "object" && !Array.isArray(data34)){
let missing14;
if(((data34.method === undefined) && (missing14 = "method")) || ((data34.path === undefined) && (missing14 = "path"))){
validate21.errors = [{instancePath:instancePath+"/request",schemaPath:"#/properties/request/required",keyword:"required",params:{missingProperty: missing14},message:"must have required property '"+missing14+"'"}];
return false;
}
else {
if(data34.query !== undefined){
let data35 = data34.query;
const _errs90 = errors;
if(((typeof data35 !== "string") && (!(data35 && typeof data35 == "object" && !Array.isArray(data35)))) && (data35 !== null)){
validate21.errors = [{instancePath:instancePath+"/request/query",schemaPath:"#/properties/request/properties/query/type",keyword:"type",params:{type: schema32.properties.request.properties.query.type},message:"must be string,object,null"}];
return false;
}
var valid25 = _errs90 === errors;
}
else {
var valid25 = true;
}
if(valid25){
if(data34.headers !== undefined){
let data36 = data34.headers;
const _errs92 = errors;
if((!(data36 && typeof data36 == "object" && !Array.isArray(data36))) && (data36 !== null)){
validate21.errors = [{instancePath:instancePath+"/request/headers",schemaPath:"#/properties/request/properties/headers/type",keyword:"type",params:{type: schema32.properties.request.properties.headers.type},message:"must be object,null"}];
return false;
}
if(errors === _errs92){
if(data36 && typeof data36 == "object" && !Array.isArray(data36)){
for(const key0 in data36){
let data37 = data36[key0];
const _errs95 = errors;
const _errs96 = errors;
let valid27 = false;
const _errs97 = errors;
if(((typeof data37 !== "string") && (!(typeof data37 == "number"))) && (typeof data37 !== "boolean")){
const err48 = {instancePath:instancePath+"/request/headers/" + key0.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/request/properties/headers/additionalProperties/anyOf/0/type",keyword:"type",params:{type: schema32.properties.request.properties.headers.additionalProperties.anyOf[0].type},message:"must be string,number,boolean"};
if(vErrors === null){
vErrors = [err48];
}
else {
vErrors.push(err48);
}
errors++;
}
var _valid1 = _errs97 === errors;
valid27 = valid27 || _valid1;
const _errs99 = errors;
if(errors === _errs99){
if(Array.isArray(data37)){
if(data37.length < 1){
const err49 = {instancePath:instancePath+"/request/headers/" + key0.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/request/properties/headers/additionalProperties/anyOf/1/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"};
if(vErrors === null){
vErrors = [err49];
}
else {
vErrors.push(err49);
}
errors++;
}
else {
var valid28 = true;
const len9 = data37.length;
for(let i9=0; i9<len9; i9++){
let data38 = data37[i9];
const _errs101 = errors;
if(((typeof data38 !== "string") && (!(typeof data38 == "number"))) && (typeof data38 !== "boolean")){
const err50 = {instancePath:instancePath+"/request/headers/" + key0.replace(/~/g, "~0").replace(/\//g, "~1")+"/" + i9,schemaPath:"#/properties/request/properties/headers/additionalProperties/anyOf/1/items/type",keyword:"type",params:{type: schema32.properties.request.properties.headers.additionalProperties.anyOf[1].items.type},message:"must be string,number,boolean"};
if(vErrors === null){
vErrors = [err50];
}
else {
vErrors.push(err50);
}
errors++;
}
var valid28 = _errs101 === errors;
if(!valid28){
break;
}
}
}
}
else {
const err51 = {instancePath:instancePath+"/request/headers/" + key0.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/request/properties/headers/additionalProperties/anyOf/1/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err51];
}
else {
vErrors.push(err51);
}
errors++;
}
}
var _valid1 = _errs99 === errors;
valid27 = valid27 || _valid1;
if(!valid27){
const err52 = {instancePath:instancePath+"/request/headers/" + key0.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/request/properties/headers/additionalProperties/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
if(vErrors === null){
vErrors = [err52];
}
else {
vErrors.push(err52);
}
errors++;
validate21.errors = vErrors;
return false;
}
else {
errors = _errs96;
if(vErrors !== null){
if(_errs96){
vErrors.length = _errs96;
}
else {
vErrors = null;
}
}
}
var valid26 = _errs95 === errors;
if(!valid26){
break;
}
}
}
}
var valid25 = _errs92 === errors;
}
else {
var valid25 = true;
}
if(valid25){
if(data34.matchingRules !== undefined){
let data39 = data34.matchingRules;
const _errs103 = errors;
if((!(data39 && typeof data39 == "object" && !Array.isArray(data39))) && (data39 !== null)){
validate21.errors = [{instancePath:instancePath+"/request/matchingRules",schemaPath:"#/properties/request/properties/matchingRules/type",keyword:"type",params:{type: schema32.properties.request.properties.matchingRules.type},message:"must be object,null"}];
return false;
}
var valid25 = _errs103 === errors;
}
else {
var valid25 = true;
}
if(valid25){
if(data34.generators !== undefined){
let data40 = data34.generators;
const _errs105 = errors;
if((!(data40 && typeof data40 == "object" && !Array.isArray(data40))) && (data40 !== null)){
validate21.errors = [{instancePath:instancePath+"/request/generators",schemaPath:"#/properties/request/properties/generators/type",keyword:"type",params:{type: schema32.properties.request.properties.generators.type},message:"must be object,null"}];
return false;
}
var valid25 = _errs105 === errors;
}
else {
var valid25 = true;
}
if(valid25){
if(data34.method !== undefined){
let data41 = data34.method;
const _errs107 = errors;
if(errors === _errs107){
if(typeof data41 === "string"){
if(!pattern4.test(data41)){
validate21.errors = [{instancePath:instancePath+"/request/method",schemaPath:"#/properties/request/properties/method/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z]+$"},message:"must match pattern \""+"^[A-Za-z]+$"+"\""}];
return false;
}
}
else {
validate21.errors = [{instancePath:instancePath+"/request/method",schemaPath:"#/properties/request/properties/method/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid25 = _errs107 === errors;
}
else {
var valid25 = true;
}
if(valid25){
if(data34.path !== undefined){
let data42 = data34.path;
const _errs109 = errors;
if(errors === _errs109){
if(typeof data42 === "string"){
if(func1(data42) < 1){
validate21.errors = [{instancePath:instancePath+"/request/path",schemaPath:"#/properties/request/properties/path/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
else {
validate21.errors = [{instancePath:instancePath+"/request/path",schemaPath:"#/properties/request/properties/path/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid25 = _errs109 === errors;
}
else {
var valid25 = true;
}
}
}
}
}
}
}
}
else {
validate21.errors = [{instancePath:instancePath+"/request",schemaPath:"#/properties/request/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid0 = _errs88 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.response !== undefined){
let data43 = data.response;
const _errs111 = errors;
if(errors === _errs111){
if(data43 && typeof data43 == "object" && !Array.isArray(data43)){
let missing15;
if((data43.status === undefined) && (missing15 = "status")){
validate21.errors = [{instancePath:instancePath+"/response",schemaPath:"#/properties/response/required",keyword:"required",params:{missingProperty: missing15},message:"must have required property '"+missing15+"'"}];
return false;
}
else {
if(data43.query !== undefined){
let data44 = data43.query;
const _errs113 = errors;
if(((typeof data44 !== "string") && (!(data44 && typeof data44 == "object" && !Array.isArray(data44)))) && (data44 !== null)){
validate21.errors = [{instancePath:instancePath+"/response/query",schemaPath:"#/properties/response/properties/query/type",keyword:"type",params:{type: schema32.properties.response.properties.query.type},message:"must be string,object,null"}];
return false;
}
var valid29 = _errs113 === errors;
}
else {
var valid29 = true;
}
if(valid29){
if(data43.headers !== undefined){
let data45 = data43.headers;
const _errs115 = errors;
if((!(data45 && typeof data45 == "object" && !Array.isArray(data45))) && (data45 !== null)){
validate21.errors = [{instancePath:instancePath+"/response/headers",schemaPath:"#/properties/response/properties/headers/type",keyword:"type",params:{type: schema32.properties.response.properties.headers.type},message:"must be object,null"}];
return false;
}
if(errors === _errs115){
if(data45 && typeof data45 == "object" && !Array.isArray(data45)){
for(const key1 in data45){
let data46 = data45[key1];
const _errs118 = errors;
const _errs119 = errors;
let valid31 = false;
const _errs120 = errors;
if(((typeof data46 !== "string") && (!(typeof data46 == "number"))) && (typeof data46 !== "boolean")){
const err53 = {instancePath:instancePath+"/response/headers/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/response/properties/headers/additionalProperties/anyOf/0/type",keyword:"type",params:{type: schema32.properties.response.properties.headers.additionalProperties.anyOf[0].type},message:"must be string,number,boolean"};
if(vErrors === null){
vErrors = [err53];
}
else {
vErrors.push(err53);
}
errors++;
}
var _valid2 = _errs120 === errors;
valid31 = valid31 || _valid2;
const _errs122 = errors;
if(errors === _errs122){
if(Array.isArray(data46)){
if(data46.length < 1){
const err54 = {instancePath:instancePath+"/response/headers/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/response/properties/headers/additionalProperties/anyOf/1/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"};
if(vErrors === null){
vErrors = [err54];
}
else {
vErrors.push(err54);
}
errors++;
}
else {
var valid32 = true;
const len10 = data46.length;
for(let i10=0; i10<len10; i10++){
let data47 = data46[i10];
const _errs124 = errors;
if(((typeof data47 !== "string") && (!(typeof data47 == "number"))) && (typeof data47 !== "boolean")){
const err55 = {instancePath:instancePath+"/response/headers/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/" + i10,schemaPath:"#/properties/response/properties/headers/additionalProperties/anyOf/1/items/type",keyword:"type",params:{type: schema32.properties.response.properties.headers.additionalProperties.anyOf[1].items.type},message:"must be string,number,boolean"};
if(vErrors === null){
vErrors = [err55];
}
else {
vErrors.push(err55);
}
errors++;
}
var valid32 = _errs124 === errors;
if(!valid32){
break;
}
}
}
}
else {
const err56 = {instancePath:instancePath+"/response/headers/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/response/properties/headers/additionalProperties/anyOf/1/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err56];
}
else {
vErrors.push(err56);
}
errors++;
}
}
var _valid2 = _errs122 === errors;
valid31 = valid31 || _valid2;
if(!valid31){
const err57 = {instancePath:instancePath+"/response/headers/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/response/properties/headers/additionalProperties/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
if(vErrors === null){
vErrors = [err57];
}
else {
vErrors.push(err57);
}
errors++;
validate21.errors = vErrors;
return false;
}
else {
errors = _errs119;
if(vErrors !== null){
if(_errs119){
vErrors.length = _errs119;
}
else {
vErrors = null;
}
}
}
var valid30 = _errs118 === errors;
if(!valid30){
break;
}
}
}
}
var valid29 = _errs115 === errors;
}
else {
var valid29 = true;
}
if(valid29){
if(data43.matchingRules !== undefined){
let data48 = data43.matchingRules;
const _errs126 = errors;
if((!(data48 && typeof data48 == "object" && !Array.isArray(data48))) && (data48 !== null)){
validate21.errors = [{instancePath:instancePath+"/response/matchingRules",schemaPath:"#/properties/response/properties/matchingRules/type",keyword:"type",params:{type: schema32.properties.response.properties.matchingRules.type},message:"must be object,null"}];
return false;
}
var valid29 = _errs126 === errors;
}
else {
var valid29 = true;
}
if(valid29){
if(data43.generators !== undefined){
let data49 = data43.generators;
const _errs128 = errors;
if((!(data49 && typeof data49 == "object" && !Array.isArray(data49))) && (data49 !== null)){
validate21.errors = [{instancePath:instancePath+"/response/generators",schemaPath:"#/properties/response/properties/generators/type",keyword:"type",params:{type: schema32.properties.response.properties.generators.type},message:"must be object,null"}];
return false;
}
var valid29 = _errs128 === errors;
}
else {
var valid29 = true;
}
if(valid29){
if(data43.status !== undefined){
let data50 = data43.status;
const _errs130 = errors;
if(!((typeof data50 == "number") && (!(data50 % 1) && !isNaN(data50)))){
validate21.errors = [{instancePath:instancePath+"/response/status",schemaPath:"#/properties/response/properties/status/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs130){
if(typeof data50 == "number"){
if(data50 > 599 || isNaN(data50)){
validate21.errors = [{instancePath:instancePath+"/response/status",schemaPath:"#/properties/response/properties/status/maximum",keyword:"maximum",params:{comparison: "<=", limit: 599},message:"must be <= 599"}];
return false;
}
else {
if(data50 < 100 || isNaN(data50)){
validate21.errors = [{instancePath:instancePath+"/response/status",schemaPath:"#/properties/response/properties/status/minimum",keyword:"minimum",params:{comparison: ">=", limit: 100},message:"must be >= 100"}];
return false;
}
}
}
}
var valid29 = _errs130 === errors;
}
else {
var valid29 = true;
}
}
}
}
}
}
}
else {
validate21.errors = [{instancePath:instancePath+"/response",schemaPath:"#/properties/response/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid0 = _errs111 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
}
}
}
else {
validate21.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate21.errors = vErrors;
return errors === 0;
}
validate21.evaluated = {"props":{"description":true,"pending":true,"comments":true,"providerStates":true,"providerState":true,"provider_state":true,"request":true,"response":true},"dynamicProps":false,"dynamicItems":false};
